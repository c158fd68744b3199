// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The Merkle tree of RFC 6962, read from tiles of 256 hashes (C2SP tlog-tiles). */
final class Tree {
  static final int HASH = 32;
  static final int WIDTH = 256;

  /** Root of the tree without entries. */
  static final byte[] EMPTY = sha256().digest();

  private final Tiles tiles;

  Tree(Tiles tiles) {
    this.tiles = tiles;
  }

  /** Where hashes are read from. */
  interface Tiles {
    /** The tile's hashes, one after the other: as many as are there. */
    byte[] hashes(int level, long place);

    /**
     * Root of a perfect subtree over hashes of one tile.
     *
     * @throws LogStopped when the tile does not have them
     */
    default byte[] subtree(int level, long place, int from, int count) {
      byte[] hashes = hashes(level, place);
      if (hashes.length < (from + count) * HASH) {
        throw lacking(level, place);
      }
      return perfect(hashes, from, count);
    }
  }

  static LogStopped lacking(int level, long place) {
    return new LogStopped(
        "tile-missing", "Tile " + level + "/" + place + " lacks hashes of the tree.");
  }

  static byte[] leaf(byte[] entry) {
    var hash = sha256();
    hash.update((byte) 0);
    return hash.digest(entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    var hash = sha256();
    hash.update((byte) 1);
    hash.update(left);
    return hash.digest(right);
  }

  /** The node over the hash at a place among others and the one after it, put at a third place. */
  static void node(byte[] hashes, int left, int to) {
    var hash = sha256();
    hash.update((byte) 1);
    hash.update(hashes, left * HASH, 2 * HASH);
    try {
      hash.digest(hashes, to * HASH, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }

  /** Root of a perfect subtree over the hashes. */
  static byte[] perfect(byte[] hashes, int from, int count) {
    if (count == 1) {
      return Arrays.copyOfRange(hashes, from * HASH, (from + 1) * HASH);
    }
    int half = count / 2;
    return node(perfect(hashes, from, half), perfect(hashes, from + half, half));
  }

  /** Root of the first {@code size} entries. */
  byte[] root(long size) {
    return size == 0 ? EMPTY.clone() : range(0, size);
  }

  /** Inclusion path of an entry in the tree of the first {@code size}, from the leaf upwards. */
  List<byte[]> path(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no entry " + index + " in a tree of " + size);
    }
    var path = new ArrayList<byte[]>();
    path(index, 0, size, path);
    return path;
  }

  private void path(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long split = from + Long.highestOneBit(to - from - 1);
    if (index < split) {
      path(index, from, split, path);
      path.add(range(split, to));
    } else {
      path(index, split, to, path);
      path.add(range(from, split));
    }
  }

  private byte[] range(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) != 1) {
      long split = from + Long.highestOneBit(count);
      return node(range(from, split), range(split, to));
    }
    int height = Long.numberOfTrailingZeros(count);
    int level = height / 8;
    int width = 1 << (height % 8);
    long first = from >>> (8 * level);
    int offset = (int) (first % WIDTH);
    return tiles.subtree(level, first / WIDTH, offset, width);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
