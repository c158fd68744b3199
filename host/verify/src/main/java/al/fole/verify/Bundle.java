// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.Arrays;

/**
 * Up to 256 entries in one piece, each behind its length in two bytes.
 *
 * @param ends where each ends; it begins two bytes behind the end of the one before
 * @param there how many can be told apart
 */
record Bundle(long place, byte[] bytes, int[] ends, int there) {

  /** Takes {@code width} of the entries of a file that holds {@code all}. */
  static Bundle split(long place, int all, int width, byte[] bytes) {
    var ends = new int[all];
    int there = 0;
    for (int at = 0; there < all && at + 2 <= bytes.length; there++) {
      at += 2 + ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff);
      if (at > bytes.length) {
        break;
      }
      ends[there] = at;
    }
    boolean whole = there == all && (all == 0 || ends[all - 1] == bytes.length);
    return new Bundle(place, bytes, ends, whole ? width : Math.min(there, width - 1));
  }

  /** Fails unless the tile holds the hashes of the entries; the first that differs is named. */
  void check(byte[] tile, int first, int last) {
    var hash = new Hash();
    var leaf = new byte[Hash.SIZE];
    for (int i = first; i < last; i++) {
      if (i >= there) {
        throw new Unsound(index(i), "the entries' file is cut short or too long");
      }
      hash.leaf(bytes, start(i), ends[i], leaf);
      int at = i * Hash.SIZE;
      if (!Arrays.equals(leaf, 0, Hash.SIZE, tile, at, at + Hash.SIZE)) {
        throw new Unsound(index(i), "is not the entry that its tile holds");
      }
    }
  }

  void read(int i, Entry entry) {
    entry.read(index(i), bytes, start(i), ends[i]);
  }

  private int start(int i) {
    return i == 0 ? 2 : ends[i - 1] + 2;
  }

  private long index(int i) {
    return (place << 8) + i;
  }
}
