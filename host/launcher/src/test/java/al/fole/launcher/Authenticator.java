// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The telephone of a user: RFC 6238 as its reader understands it. */
final class Authenticator {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Authenticator() {}

  /** The code now of a secret in Base32. */
  static String code(String secret) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
    long step = Instant.now().getEpochSecond() / 30;
    byte[] digest = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(digest).getInt(digest[19] & 15) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  private static byte[] bytes(String secret) {
    var bits = new BitSet();
    for (int i = 0; i < secret.length() * 5; i++) {
      int value = LETTERS.indexOf(secret.charAt(i / 5));
      bits.set(i, (value >> (4 - i % 5) & 1) == 1);
    }
    byte[] bytes = new byte[secret.length() * 5 / 8];
    for (int i = 0; i < bytes.length * 8; i++) {
      bytes[i / 8] |= (byte) (bits.get(i) ? 1 << (7 - i % 8) : 0);
    }
    return bytes;
  }
}
