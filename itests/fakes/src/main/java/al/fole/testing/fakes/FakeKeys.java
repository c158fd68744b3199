// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Seals;
import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Real ciphers with keys anybody may know. A wrapped key is the key itself behind a mark. */
public final class FakeKeys implements Vault, Seals {
  /** The installation's seal key. */
  public static final byte[] SEAL_KEY = "a seal key that everybody knows!".getBytes(UTF_8);

  private static final byte[] MARK = "fake".getBytes(UTF_8);
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public byte[] newKey() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    return ByteBuffer.allocate(36).put(MARK).put(key).array();
  }

  @Override
  public SubjectKey open(byte[] wrapped) {
    if (wrapped.length != 36 || !Arrays.equals(wrapped, 0, 4, MARK, 0, 4)) {
      throw new IllegalArgumentException("not wrapped here");
    }
    return new Key(new SecretKeySpec(wrapped, 4, 32, "AES"));
  }

  @Override
  public byte[] index(String purpose, String value) {
    return Arrays.copyOf(hmac(purpose.getBytes(UTF_8), value.getBytes(UTF_8)), 16);
  }

  /** As ENTRY-FORMAT-1 §3 says: HKDF for the node's key, then HMAC. */
  @Override
  public byte[] seal(int node, byte[] message) {
    byte[] extracted = hmac(new byte[32], SEAL_KEY);
    ByteBuffer info = ByteBuffer.allocate(13).put("fole node ".getBytes(UTF_8));
    byte[] expanded = hmac(extracted, info.putShort((short) node).put((byte) 1).array());
    return hmac(expanded, message);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Key(SecretKeySpec key) implements SubjectKey {
    @Override
    public byte[] encrypt(String field, byte[] text) {
      byte[] nonce = new byte[NONCE];
      RANDOM.nextBytes(nonce);
      byte[] sealed = run(Cipher.ENCRYPT_MODE, field, nonce, text);
      return ByteBuffer.allocate(1 + NONCE + sealed.length)
          .put((byte) 1)
          .put(nonce)
          .put(sealed)
          .array();
    }

    @Override
    public byte[] decrypt(String field, byte[] sealed) {
      byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
      byte[] text = Arrays.copyOfRange(sealed, 1 + NONCE, sealed.length);
      return run(Cipher.DECRYPT_MODE, field, nonce, text);
    }

    private byte[] run(int mode, String field, byte[] nonce, byte[] input) {
      try {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(field.getBytes(UTF_8));
        return cipher.doFinal(input);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("changed, or of another key or field", e);
      }
    }
  }
}
