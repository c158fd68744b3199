// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

/** A tree as its tiles hold it: roots, entries against a root, one root against another. */
final class StoredTree {
  private final Hash hash = new Hash();
  private final LogDirectory log;
  private final long size;

  /**
   * @param size of the tree the tiles were published for, at least of every tree asked about
   */
  StoredTree(LogDirectory log, long size) {
    this.log = log;
    this.size = size;
  }

  /** The root of the first {@code of} entries, by the fewest hashes. */
  byte[] root(long of) {
    return root(of, of, of, new byte[0]);
  }

  /** The root of {@code of} entries, from the hashes that also make the root of the first ones. */
  byte[] rootFrom(long of, long first) {
    return root(of, first, first, new byte[0]);
  }

  /** The root of {@code of} entries when those from {@code first} on have these leaf hashes. */
  byte[] rootWith(long of, long first, byte[] leaves) {
    return root(of, first, first + leaves.length / Hash.SIZE, leaves);
  }

  private byte[] root(long of, long first, long last, byte[] leaves) {
    return of == 0 ? Hash.sha256() : subtree(0, of, first, last, leaves);
  }

  /** A subtree is taken from the tiles unless it reaches into, or across, first to last. */
  private byte[] subtree(long from, long to, long first, long last, byte[] leaves) {
    long count = to - from;
    boolean inside = from < last && to > first;
    if (count == 1 && inside) {
      return hash.tree(leaves, (int) (from - first), 1);
    }
    if (Long.bitCount(count) == 1 && !inside) {
      return stored(from, count);
    }
    long split = from + Long.highestOneBit(count - 1);
    return Hash.node(
        subtree(from, split, first, last, leaves), subtree(split, to, first, last, leaves));
  }

  private byte[] stored(long from, long count) {
    int level = Long.numberOfTrailingZeros(count) / 8;
    long first = from >>> (8 * level);
    var tile = tile(level, first / LogDirectory.WIDTH);
    return hash.tree(tile, (int) (first % LogDirectory.WIDTH), (int) (count >>> (8 * level)));
  }

  byte[] tile(int level, long place) {
    long width = (size >>> (8 * level)) - place * LogDirectory.WIDTH;
    return log.hashes("tile/" + level, place, (int) Math.min(LogDirectory.WIDTH, width));
  }
}
