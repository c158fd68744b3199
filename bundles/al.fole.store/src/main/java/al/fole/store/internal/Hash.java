// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 and the tree hashes of RFC 6962. */
final class Hash {
  private Hash() {}

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hash of one leaf of a tree. */
  static byte[] leaf(byte[] content) {
    return sha256(new byte[] {0}, content);
  }

  /** Root of the tree over the contents, RFC 6962 §2.1. */
  static byte[] root(List<byte[]> contents) {
    int n = contents.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return leaf(contents.get(0));
    }
    int split = Integer.highestOneBit(n - 1);
    return sha256(
        new byte[] {1}, root(contents.subList(0, split)), root(contents.subList(split, n)));
  }
}
