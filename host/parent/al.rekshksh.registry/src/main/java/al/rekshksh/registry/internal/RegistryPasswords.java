// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 (RFC 8018) of the JDK: {@code salt$hash}. */
final class RegistryPasswords {
  private static final int ITERATIONS = 60_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RegistryPasswords() {}

  static String hash(String password) {
    var salt = new byte[16];
    RANDOM.nextBytes(salt);
    return text(salt) + "$" + text(derive(password, salt));
  }

  static boolean matches(String hash, String password) {
    var parts = hash.split("\\$", 2);
    var decoder = Base64.getDecoder();
    return MessageDigest.isEqual(
        decoder.decode(parts[1]), derive(password, decoder.decode(parts[0])));
  }

  static boolean same(String known, String given) {
    return MessageDigest.isEqual(
        known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  static String token() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] derive(String password, byte[] salt) {
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
