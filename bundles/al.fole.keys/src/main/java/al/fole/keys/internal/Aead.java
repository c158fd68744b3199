// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM in one layout everywhere: version byte 1, 96-bit random nonce, cipher text, 128-bit
 * tag. A context text is authenticated with it, so a value cannot be moved to another place.
 */
final class Aead {
  /** What it adds to a text. */
  static final int OVERHEAD = 1 + 12 + 16;

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  Aead(byte[] key) {
    if (key.length != 32) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  byte[] encrypt(String context, byte[] text) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] out = new byte[OVERHEAD + text.length];
    out[0] = VERSION;
    System.arraycopy(nonce, 0, out, 1, NONCE);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(text, 0, text.length, out, 1 + NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
    return out;
  }

  /**
   * @throws IllegalArgumentException when the bytes were changed, are of another key or context
   */
  byte[] decrypt(String context, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
      throw new IllegalArgumentException("not sealed in a known version");
    }
    byte[] nonce = new byte[NONCE];
    System.arraycopy(sealed, 1, nonce, 0, NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, context)
          .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("changed, or sealed under another key or name", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "Aead";
  }
}
