// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passwords that cost nothing, and tokens anybody could make. */
final class FakePasswords implements Passwords, Tokens {

  /** How often a password was compared, unknown accounts included. */
  int compared;

  @Override
  public String hash(char[] password) {
    return "fake:" + new StringBuilder(new String(password)).reverse();
  }

  @Override
  public boolean matches(@Nullable String hash, char[] password) {
    compared++;
    return hash(password).equals(hash);
  }

  @Override
  public String random() {
    return UUID.randomUUID().toString();
  }

  @Override
  public byte[] digest(String purpose, String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((purpose + "|" + text).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String seal(String purpose, byte[] content) {
    return purpose + "." + Base64.getUrlEncoder().encodeToString(content);
  }

  @Override
  public Optional<byte[]> unseal(String purpose, String token) {
    return token.startsWith(purpose + ".")
        ? Optional.of(Base64.getUrlDecoder().decode(token.substring(purpose.length() + 1)))
        : Optional.empty();
  }
}
