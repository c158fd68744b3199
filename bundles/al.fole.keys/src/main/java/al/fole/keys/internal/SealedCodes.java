// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import al.fole.keys.OneTimeCodes;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One-time codes with secrets sealed under a key derived from {@code token.key}. */
@Component(configurationPid = "al.fole.keys")
public final class SealedCodes implements OneTimeCodes {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Aead aead;

  /** The codes of an installation. */
  @Activate
  public SealedCodes(@Reference FileKeys keys) {
    aead = new Aead(new Kdf(keys.key("token")).key("fole one-time code"));
  }

  @Override
  public byte[] newSecret(String owner) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return aead.encrypt(owner, secret);
  }

  /** Base32 of RFC 4648; 20 bytes are 32 letters, without padding. */
  @Override
  public String reveal(String owner, byte[] sealed) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte each : aead.decrypt(owner, sealed)) {
      bits = bits << 8 | each & 0xff;
      for (held += 8; held >= 5; held -= 5) {
        text.append(ALPHABET.charAt(bits >> held - 5 & 31));
      }
      bits &= (1 << held) - 1;
    }
    return text.toString();
  }

  /** All three are computed and compared whichever it is. */
  @Override
  public OptionalLong step(String owner, byte[] sealed, String code, Instant at) {
    byte[] secret = aead.decrypt(owner, sealed);
    byte[] given = code.getBytes(US_ASCII);
    long now = Math.floorDiv(at.getEpochSecond(), Totp.STEP_SECONDS);
    var found = OptionalLong.empty();
    for (long step = now - 1; step <= now + 1; step++) {
      byte[] right = Totp.SHA_1.code(secret, step).getBytes(US_ASCII);
      if (MessageDigest.isEqual(right, given)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
