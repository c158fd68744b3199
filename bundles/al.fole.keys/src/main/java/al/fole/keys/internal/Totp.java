// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code of a time step: RFC 4226 §5.3 over the step number, RFC 6238 §4.
 *
 * @param algorithm of the HMAC
 * @param digits of a code, 6 to 8
 */
record Totp(String algorithm, int digits) {

  static final long STEP_SECONDS = 30;

  /** What authenticators take for granted. */
  static final Totp SHA_1 = new Totp("HmacSHA1", 6);

  /** The code, with leading zeros. */
  String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = digest[digest.length - 1] & 0xf;
      int number = ByteBuffer.wrap(digest).getInt(offset) & 0x7fffffff;
      int range = (int) Math.pow(10, digits);
      return String.format(Locale.ROOT, "%0" + digits + "d", number % range);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is missing from this Java", e);
    }
  }
}
