// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** One key that signs notes (C2SP signed-note); how it does so is its own affair. */
interface SigningKey {

  /** Signature type, 0x01 for Ed25519. */
  byte type();

  /** Raw public key. */
  byte[] publicKey();

  /** What follows the key's id in a signature line of this type. */
  byte[] sign(String name, byte[] body);

  /** First four bytes of H(name ‖ 0x0A ‖ type ‖ public key). */
  default byte[] id(String name) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      hash.update(type());
      return Arrays.copyOf(hash.digest(publicKey()), 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The signature line, with its end. */
  default String line(String name, byte[] body) {
    var line = new ByteArrayOutputStream();
    line.writeBytes(id(name));
    line.writeBytes(sign(name, body));
    return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(line.toByteArray()) + "\n";
  }
}
