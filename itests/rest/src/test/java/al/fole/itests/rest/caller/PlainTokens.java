// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.caller;

import al.fole.keys.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Digests without a key. */
@Component
public final class PlainTokens implements Tokens {

  @Override
  public String random() {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> unseal(String purpose, String token) {
    throw new UnsupportedOperationException();
  }
}
