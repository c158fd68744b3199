// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.audit.internal.LogEvent.LogOpened;
import al.fole.keys.Frozen;
import al.fole.keys.Seals;
import al.fole.keys.Signer;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log whose database was set back behind what was signed, and the beginning of the one
 * that follows. Only what was lost is lost: the database must hold a beginning of the log that was
 * signed, and past it nothing but entries with sound seals that were never signed; those get new
 * places in the new log. Anything else is tampering, and stays stopped. It takes the word of the
 * keeper of the keys: a database that is merely the wrong one comes back.
 */
final class Succession {
  private final Connection connection;
  private final LogTables tables;
  private final LogFiles files;
  private final Places places;
  private final Seals seals;
  private final Signer signer;
  private final Signing.Announcements announcements;
  private final UUID me;

  Succession(
      Connection connection,
      LogTables tables,
      LogFiles files,
      Places places,
      Seals seals,
      Signer signer,
      Signing.Announcements announcements,
      UUID me) {
    this.connection = connection;
    this.tables = tables;
    this.files = files;
    this.places = places;
    this.seals = seals;
    this.signer = signer;
    this.announcements = announcements;
    this.me = me;
  }

  /**
   * Goes on in a new log, if that was allowed. Cut off anywhere, the next attempt ends the same.
   *
   * @return false when the keeper of the keys has not said so
   * @throws LogStopped when the database was not merely set back
   */
  boolean begin() throws SQLException, IOException {
    try {
      var head = tables.state().lockedHead(me);
      var last = signer.last().map(SignedState::parse).orElse(null);
      if (!head.mine() || last == null || !last.origin().equals(head.origin())) {
        return false;
      }
      long kept = kept(head, last);
      Frozen frozen = freeze(kept < head.size() ? "set-back-and-continued" : "set-back");
      if (frozen == null) {
        return false;
      }
      files.write(LogFiles.FROZEN, frozen.note().getBytes(UTF_8));
      files.settle();
      places.freeze(head.origin(), frozen.note());
      var about = new Ref("log", LogEvent.id(frozen.successor()));
      if (tables.entries().said(about) == null) {
        connection.rollback();
        announcements.say(opened(frozen, last, kept));
      }
      connection.rollback();
      open(frozen, about);
      return true;
    } finally {
      connection.rollback();
    }
  }

  private static LogOpened opened(Frozen frozen, SignedState last, long kept) {
    return new LogOpened(
        LogEvent.id(frozen.successor()),
        1,
        frozen.successor(),
        last.origin(),
        last.size(),
        Base64.getEncoder().encodeToString(last.root()),
        kept);
  }

  private @Nullable Frozen freeze(String reason) {
    try {
      return signer.freeze(reason);
    } catch (Problem refused) {
      if (refused.rule().equals("freeze-not-ordered")) {
        return null;
      }
      throw new LogStopped(refused.rule(), refused.en());
    }
  }

  private void open(Frozen frozen, Ref about) throws SQLException {
    var head = tables.state().lockedHead(me);
    var said = tables.entries().said(about);
    if (!head.mine() || head.ended(tables.log()) || said == null) {
      return;
    }
    var batch = new Batch();
    batch.add(said.row());
    long first = LogOpened.firstLost(batch.checked(seals).get(0).leaf());
    if (said.place() >= 0 || first > head.size()) {
      throw new LogStopped(
          "log-frozen", "The database was set back once more, behind the end of its log.");
    }
    var growth = new Growth(0, (level, place) -> new byte[0]);
    growth.add(said.row().hash());
    tables
        .entries()
        .inPlace(first, head.size())
        .forEach(it -> growth.add(Tree.leaf(it.row().leaf())));
    if (growth.size() != 1 + head.size() - first) {
      throw new LogStopped("entry-missing", "Entries of the log are gone.");
    }
    tables.state().place(head.first() + head.size(), List.of(said.row().id()));
    tables.state().succeed(head, frozen.successor(), growth, place(head, first), frozen.note(), me);
    connection.commit();
  }

  private static long place(LogHead head, long index) {
    return index == 0 ? head.first() : head.place(index);
  }

  /** How many entries the database has of those that were signed; all others must be harmless. */
  private long kept(LogHead head, SignedState last) throws SQLException {
    var tiles = new TileCache(tables.state().tiles());
    var tree = new Tree(tiles);
    if (!Arrays.equals(tree.root(head.size()), head.root())) {
      throw new LogStopped(
          "tree-changed", "The tiles in the database do not give the root of the log.");
    }
    long published = publishedSize(head, last);
    long kept = alikeInFiles(tree, head, published);
    if (kept == Math.min(published, head.size())) {
      kept = Math.max(kept, signedHere(tree, head, last));
    }
    if (kept < head.size()) {
      requireNeverSigned(head, kept);
    }
    return kept;
  }

  /** Size of this log as this host has published it. */
  private long publishedSize(LogHead head, SignedState last) {
    return files
        .checkpoint()
        .map(note -> SignedState.parse(note.getBytes(UTF_8)))
        .filter(it -> it.origin().equals(head.origin()) && it.size() <= last.size())
        .map(SignedState::size)
        .orElse(0L);
  }

  /** Length of the common beginning of the database's log and the published files. */
  private long alikeInFiles(Tree tree, LogHead head, long size) {
    var theirs = new Tree(new TileCache(files.tiles(size)));
    long alike = 0;
    long beyond = Math.min(size, head.size()) + 1;
    while (beyond - alike > 1) {
      long middle = alike + (beyond - alike) / 2;
      if (Arrays.equals(tree.root(middle), theirs.root(middle))) {
        alike = middle;
      } else {
        beyond = middle;
      }
    }
    return alike;
  }

  /** Size of the largest checkpoint in the database that is signed and of its tree. */
  private long signedHere(Tree tree, LogHead head, SignedState last) throws SQLException {
    for (String note : tables.notes().upTo(Math.min(head.size(), last.size()), 100)) {
      if (signed(note, head.origin())
          .filter(it -> Arrays.equals(tree.root(it.size()), it.root()))
          .isPresent()) {
        return SignedState.parse(note.getBytes(UTF_8)).size();
      }
    }
    return 0;
  }

  /** What a note says, when one of our keys has signed it as one of this log. */
  private Optional<SignedState> signed(String note, String origin) {
    return Optional.of(note)
        .filter(signer::signed)
        .map(it -> SignedState.parse(it.getBytes(UTF_8)))
        .filter(it -> it.origin().equals(origin));
  }

  private void requireNeverSigned(LogHead head, long kept) throws SQLException {
    for (String note : tables.notes().upTo(Long.MAX_VALUE, 1)) {
      var newest = signed(note, head.origin());
      if (newest.isPresent() && newest.get().size() > kept) {
        throw contradicts(kept);
      }
    }
    var batch = new Batch();
    tables.entries().inPlace(kept, head.size()).forEach(it -> batch.add(it.row()));
    try {
      batch.checked(seals);
    } catch (LogStopped broken) {
      throw contradicts(kept);
    }
  }

  private static LogStopped contradicts(long index) {
    return new LogStopped(
        "log-contradicts-published",
        "The database was changed: entry "
            + index
            + " of its log is the first that is not what was signed.");
  }
}
