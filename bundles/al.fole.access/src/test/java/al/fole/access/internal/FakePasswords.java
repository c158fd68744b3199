// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.keys.OneTimeCodes;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Passwords that cost nothing, and tokens and codes anybody could make. */
final class FakePasswords implements Passwords, Tokens, OneTimeCodes {

  /** Hashes that begin like this were made long ago. */
  static final String OLD = "old";

  /** How often a password was compared, unknown accounts included. */
  int compared;

  /** What happens while a password is compared. */
  Runnable meanwhile = () -> {};

  @Override
  public String hash(char[] password) {
    return "fake:" + new StringBuilder(new String(password)).reverse();
  }

  @Override
  public boolean matches(@Nullable String hash, char[] password) {
    compared++;
    meanwhile.run();
    return hash != null && hash.endsWith(hash(password).substring(5));
  }

  @Override
  public boolean isOutdated(String hash) {
    return hash.startsWith(OLD);
  }

  @Override
  public byte[] newSecret(String owner) {
    return ("secret of " + owner).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String reveal(String owner, byte[] sealed) {
    return Base64.getEncoder().encodeToString(sealed);
  }

  /** The code of a step is the step. */
  @Override
  public OptionalLong step(String owner, byte[] sealed, String code, Instant at) {
    long now = at.getEpochSecond() / 30;
    return LongStream.rangeClosed(now - 1, now + 1)
        .filter(step -> code.equals(Long.toString(step)))
        .findFirst();
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
