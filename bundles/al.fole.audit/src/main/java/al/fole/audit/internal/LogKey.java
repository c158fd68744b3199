// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The log's name and public key, and the C2SP texts made with them (signed-note, tlog-checkpoint).
 *
 * @param origin {@code fole.al/<installation id>}
 * @param publicKey raw Ed25519 key
 */
record LogKey(String origin, byte[] publicKey) {
  private static final byte ED25519 = 1;

  /** First four bytes of H(name ‖ 0x0A ‖ 0x01 ‖ key). */
  byte[] id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update((origin + "\n").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash.digest(typed()), 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@code <origin>+<hash>+<base64(0x01 ‖ public key)>} and a line end. */
  String vkey() {
    return origin
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed())
        + "\n";
  }

  /** What is signed. */
  byte[] body(long size, byte[] root) {
    return body(origin, size, root);
  }

  static byte[] body(String origin, long size, byte[] root) {
    return (origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The body with its signature line. */
  String note(byte[] body, byte[] signature) {
    var line = new ByteArrayOutputStream();
    line.writeBytes(id());
    line.writeBytes(signature);
    return new String(body, StandardCharsets.UTF_8)
        + "\n\u2014 "
        + origin
        + " "
        + Base64.getEncoder().encodeToString(line.toByteArray())
        + "\n";
  }

  /** The body with signature lines made elsewhere. */
  static String note(byte[] body, List<String> lines) {
    return new String(body, StandardCharsets.UTF_8) + "\n" + String.join("", lines);
  }

  private byte[] typed() {
    byte[] typed = new byte[1 + publicKey.length];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
    return typed;
  }
}
