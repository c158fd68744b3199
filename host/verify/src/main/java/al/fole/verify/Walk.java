// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole logs, entry by entry: the tree, the seals, and that nothing is missing. */
final class Walk {
  private final boolean sealed;
  final Transactions transactions;
  final Numbers numbers;
  final Versions versions;

  /**
   * @param fromTheStart false where the entries before a new log's first are not at hand
   * @param sealKey null: seals are not looked at
   */
  Walk(boolean fromTheStart, byte @Nullable [] sealKey) {
    sealed = sealKey != null;
    transactions = new Transactions(sealKey);
    numbers = new Numbers(fromTheStart);
    versions = new Versions(fromTheStart);
  }

  /**
   * Fails unless the log is the one its checkpoint and the earlier ones were signed for.
   *
   * @param counted how many of its entries count for completeness
   */
  void add(Log log, List<Checkpoint> earlier, long counted) {
    var hash = new Hash();
    var entry = new Entry();
    var above = new ByteArrayOutputStream();
    for (long place = 0; place << 8 < log.checkpoint().size(); place++) {
      int width = log.width(place);
      var bundle = log.files().bundle(place, width);
      var tile = log.tree().tile(0, place);
      bundle.check(tile, 0, width);
      var seals = sealed ? log.files().hashes("seal", place, width) : tile;
      for (int i = 0; i < width; i++) {
        bundle.read(i, entry);
        if (entry.index < counted) {
          count(log, entry, slice(tile, i), slice(seals, i));
        }
      }
      if (width == LogDirectory.WIDTH) {
        above.writeBytes(hash.tree(tile, 0, width));
      }
    }
    for (int level = 1; above.size() > 0; level++) {
      above = checkLevel(log, level, above.toByteArray(), hash);
    }
    long agreed = 0;
    for (var checkpoint : earlier) {
      try {
        log.requireBegins(checkpoint);
      } catch (Unsound e) {
        throw e.between(agreed, Math.min(checkpoint.size(), log.checkpoint().size()) - 1);
      }
      agreed = checkpoint.size();
    }
    if (!Arrays.equals(log.tree().root(log.checkpoint().size()), log.checkpoint().root())) {
      throw new Unsound(Log.NOT_THE_ROOT).between(agreed, log.checkpoint().size() - 1);
    }
  }

  private void count(Log log, Entry entry, byte[] leaf, byte[] seal) {
    boolean first = transactions.add(entry, leaf, seal);
    numbers.add(entry, first);
    if (entry.changesRecord) {
      versions.add(entry);
    }
    if (entry.has(Entry.FORMER_LOG) && entry.index > 0) {
      throw new Unsound(entry.index, "names a former log, but is not the first");
    }
    if (entry.has(Entry.NEW_KEY)) {
      var key = Ring.Key.parse(entry.text(Entry.NEW_KEY));
      if (!Arrays.equals(key.key(), log.ring().at(entry.index + 1).key())) {
        throw new Unsound(entry.index, "announces a key that its predecessor did not vouch for");
      }
    }
  }

  /** Compares a level's tiles with the tiles below; returns the hashes of the level above. */
  private static ByteArrayOutputStream checkLevel(Log log, int level, byte[] hashes, Hash hash) {
    var above = new ByteArrayOutputStream();
    int count = hashes.length / Hash.SIZE;
    for (int first = 0; first < count; first += LogDirectory.WIDTH) {
      int width = Math.min(LogDirectory.WIDTH, count - first);
      var tile = log.tree().tile(level, first / LogDirectory.WIDTH);
      for (int i = 0; i < width; i++) {
        if (!Arrays.equals(slice(tile, i), slice(hashes, first + i))) {
          long entry = (long) (first + i) << (8 * level);
          throw new Unsound("a tile of level %d is not the hash of those below", level)
              .between(entry, entry + (1L << (8 * level)) - 1);
        }
      }
      if (width == LogDirectory.WIDTH) {
        above.writeBytes(hash.tree(tile, 0, width));
      }
    }
    return above;
  }

  private static byte[] slice(byte[] hashes, int i) {
    return Arrays.copyOfRange(hashes, i * Hash.SIZE, (i + 1) * Hash.SIZE);
  }

  /** After the last entry: nothing may be missing. */
  void finish() {
    transactions.finish();
    numbers.finish();
    versions.finish();
  }
}
