// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import al.fole.keys.Signer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries that have a place and no signature yet. Whoever has all rights in the database can
 * put one of his own among them, with tiles and head to match; its seal he cannot make. So nothing
 * is placed after them and no root is signed over them before the seal of each was checked here:
 * when its place was given, or, after a restart or when another host gave it, now.
 */
final class UnsignedEntries {
  private static final int AT_ONCE = 8192;

  private final LogTables tables;
  private final Seals seals;
  private final Signer signer;
  private @Nullable SignedState checked;

  UnsignedEntries(LogTables tables, Seals seals, Signer signer) {
    this.tables = tables;
    this.seals = seals;
    this.signer = signer;
  }

  /**
   * @param head of a log that contains what was signed last, with the root of its tiles
   * @throws LogStopped naming the first index whose entry is not what its host sealed
   */
  void requireSealed(LogHead head, Tree.Tiles tiles) throws SQLException {
    long from = checkedUpTo(head, new Tree(tiles));
    while (from < head.size()) {
      long to = Math.min(head.size(), from + AT_ONCE);
      requireSealed(from, to, tiles);
      from = to;
    }
    checked = new SignedState(head.origin(), head.size(), head.root());
  }

  /**
   * Takes note of entries that were checked before they got their places, once these are durable.
   */
  void placed(LogHead before, Growth after) {
    checked = new SignedState(before.origin(), after.size(), after.root());
  }

  /** What was signed was checked; and what was checked is still the beginning of this tree. */
  private long checkedUpTo(LogHead head, Tree tree) {
    long signed =
        signer
            .last()
            .map(SignedState::parse)
            .filter(last -> last.origin().equals(head.origin()))
            .map(SignedState::size)
            .orElse(0L);
    SignedState known = checked;
    if (known == null
        || !known.origin().equals(head.origin())
        || known.size() <= signed
        || known.size() > head.size()) {
      return signed;
    }
    byte[] root = known.size() == head.size() ? head.root() : tree.root(known.size());
    return Arrays.equals(root, known.root()) ? known.size() : signed;
  }

  private void requireSealed(long from, long to, Tree.Tiles tiles) throws SQLException {
    var batch = new Batch();
    var first = new HashMap<Batch.Transaction, Long>();
    var entries = tables.entries().inPlace(from, to);
    LogStopped broken = truthful(entries, from, to, tiles, batch, first);
    Map<Batch.Transaction, LogStopped> incomplete = complete(batch);
    for (var transaction : batch.transactions()) {
      LogStopped why = incomplete.get(transaction);
      try {
        if (why == null) {
          batch.requireSealed(transaction, seals);
        }
      } catch (LogStopped unsealed) {
        why = unsealed;
      }
      // What belongs to an entry already found cannot be judged without it.
      if (why != null && (broken == null || !incomplete.containsKey(transaction))) {
        throw named(first.getOrDefault(transaction, from), why);
      }
    }
    if (broken != null) {
      throw broken;
    }
    requireGrown(entries, from, to, tiles);
  }

  /**
   * Gathers the entries up to the first that is missing or is not what it and its tile say.
   *
   * @return why that one is not; null when all are
   */
  private static @Nullable LogStopped truthful(
      List<LogEntries.InPlace> entries,
      long from,
      long to,
      Tree.Tiles tiles,
      Batch batch,
      Map<Batch.Transaction, Long> first) {
    long next = from;
    for (var entry : entries) {
      if (entry.index() != next) {
        break;
      }
      try {
        requireInTile(entry, tiles);
        var item = Batch.Item.of(entry.row());
        first.putIfAbsent(item.transaction(), next);
        if (!batch.add(entry.row())) {
          throw new LogStopped("entry-placed-twice", "It has a place before this one.");
        }
      } catch (LogStopped why) {
        return named(next, why);
      }
      next++;
    }
    return next == to
        ? null
        : named(next, new LogStopped("entry-missing", "No entry, or more than one, is there."));
  }

  private static void requireInTile(LogEntries.InPlace entry, Tree.Tiles tiles) {
    byte[] tile = tiles.hashes(0, entry.index() / Tree.WIDTH);
    int at = (int) (entry.index() % Tree.WIDTH) * Tree.HASH;
    int end = at + Tree.HASH;
    byte[] hash = Tree.leaf(entry.row().leaf());
    if (tile.length < end || !Arrays.equals(hash, 0, Tree.HASH, tile, at, end)) {
      throw new LogStopped("entry-changed", "It is not what got this place.");
    }
  }

  /** The upper tiles, which the root is made of, must be those of these entries too. */
  private static void requireGrown(
      List<LogEntries.InPlace> entries, long from, long to, Tree.Tiles tiles) {
    var grown =
        new Growth(from, (level, place) -> cut(tiles.hashes(level, place), level, place, from));
    entries.forEach(entry -> grown.add(entry.row().hash()));
    if (!Arrays.equals(grown.root(), new Tree(tiles).root(to))) {
      throw named(from, new LogStopped("tree-changed", "The tree does not hold it."));
    }
  }

  /** A tile as it was when the log had a size. */
  private static byte[] cut(byte[] tile, int level, long place, long size) {
    long width = Math.min((size >>> (8 * level)) - place * Tree.WIDTH, Tree.WIDTH);
    return Arrays.copyOf(tile, (int) Math.max(0, Math.min(width * Tree.HASH, tile.length)));
  }

  /** Adds what a transaction has besides; those that then still lack something, and why. */
  private Map<Batch.Transaction, LogStopped> complete(Batch batch) throws SQLException {
    var incomplete = new HashMap<Batch.Transaction, LogStopped>();
    for (var transaction : batch.incomplete()) {
      var others =
          tables
              .entries()
              .transaction(transaction.node(), transaction.epoch(), transaction.sequence());
      try {
        others.forEach(batch::add);
        batch.requireSealed(transaction, seals);
      } catch (LogStopped why) {
        incomplete.put(transaction, why);
      }
    }
    return incomplete;
  }

  private static LogStopped named(long index, LogStopped why) {
    return new LogStopped(
        why.rule(),
        "Entry " + index + " of the log has a place and no signature yet: " + why.sentence());
  }
}
