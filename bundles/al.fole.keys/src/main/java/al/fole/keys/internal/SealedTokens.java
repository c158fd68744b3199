// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens under keys derived from {@code token.key}, one per purpose. */
@Component(configurationPid = "al.fole.keys")
public final class SealedTokens implements Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final Kdf keys;

  /** The tokens of an installation. */
  @Activate
  public SealedTokens(@Reference FileKeys keys) {
    this.keys = new Kdf(keys.key("token"));
  }

  @Override
  public String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }

  @Override
  public byte[] digest(String purpose, String text) {
    return keys.mac("fole digest " + purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String seal(String purpose, byte[] content) {
    return TEXT.encodeToString(aead(purpose).encrypt(purpose, content));
  }

  @Override
  public Optional<byte[]> unseal(String purpose, String token) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(token);
      return Optional.of(aead(purpose).decrypt(purpose, sealed));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private Aead aead(String purpose) {
    return new Aead(keys.key("fole token " + purpose));
  }
}
