// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashing of RFC 6962 §2.1; hashes lie one after the other in arrays. Not for two threads. */
final class Hash {
  static final int SIZE = 32;
  private final MessageDigest sha;

  Hash() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    var hash = new Hash();
    for (var part : parts) {
      hash.sha.update(part);
    }
    return hash.sha.digest();
  }

  static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  void leaf(byte[] bytes, int from, int to, byte[] into) {
    sha.update((byte) 0);
    sha.update(bytes, from, to - from);
    digest(into);
  }

  /** The tree hash over {@code count} hashes; the array is not changed. */
  byte[] tree(byte[] hashes, int first, int count) {
    var root = new byte[SIZE];
    if (count == 0) {
      digest(root);
    } else {
      tree(hashes, first, count, root);
    }
    return root;
  }

  private void tree(byte[] hashes, int first, int count, byte[] into) {
    if (count == 1) {
      System.arraycopy(hashes, first * SIZE, into, 0, SIZE);
      return;
    }
    int half = Integer.highestOneBit(count - 1);
    var right = new byte[SIZE];
    tree(hashes, first, half, into);
    tree(hashes, first + half, count - half, right);
    sha.update((byte) 1);
    sha.update(into);
    sha.update(right);
    digest(into);
  }

  private void digest(byte[] into) {
    try {
      sha.digest(into, 0, SIZE);
    } catch (DigestException e) {
      throw new IllegalStateException("no room for a hash", e);
    }
  }
}
