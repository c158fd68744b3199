// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hashing of RFC 6962 §2.1 and a tree that grows leaf by leaf. */
final class Tree {
  private long size;

  /** Roots of the full subtrees, largest first: one for each bit set in the size. */
  private final List<byte[]> peaks = new ArrayList<>();

  static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] leafHash) {
    var hash = leafHash;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      hash = node(peaks.remove(peaks.size() - 1), hash);
    }
    peaks.add(hash);
    size++;
  }

  long size() {
    return size;
  }

  byte[] root() {
    if (peaks.isEmpty()) {
      return sha256();
    }
    var hash = peaks.get(peaks.size() - 1);
    for (int i = peaks.size() - 2; i >= 0; i--) {
      hash = node(peaks.get(i), hash);
    }
    return hash;
  }

  /** Root over a list of hashes. */
  static byte[] root(List<byte[]> hashes) {
    var tree = new Tree();
    hashes.forEach(tree::add);
    return tree.root();
  }

  /** Checks an inclusion proof, RFC 9162 §2.1.3.2. */
  static void included(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      throw new Unsound("index " + index + " is outside a log of " + size);
    }
    long node = index;
    long last = size - 1;
    var hash = leafHash;
    for (var sibling : path) {
      if (last == 0) {
        throw new Unsound("the proof is too long");
      }
      if ((node & 1) == 1 || node == last) {
        hash = node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new Unsound("the proof is too short");
    }
    if (!Arrays.equals(hash, root)) {
      throw new Unsound(index, "the proof does not lead to the checkpoint's root");
    }
  }
}
