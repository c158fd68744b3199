// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashing of RFC 6962 §2.1. */
final class Hash {
  static final int SIZE = 32;
  private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Hash::sha);

  private Hash() {}

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    var sha = SHA.get();
    for (var part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }

  static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  /** The tree hash over {@code count} of the hashes, at least one. */
  static byte[] tree(byte[][] hashes, int first, int count) {
    if (count == 1) {
      return hashes[first];
    }
    int half = Integer.highestOneBit(count - 1);
    return node(tree(hashes, first, half), tree(hashes, first + half, count - half));
  }
}
