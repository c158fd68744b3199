// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Opaque texts handed to callers: session tokens and sealed cursors. */
@ProviderType
public interface Tokens {

  /** 256 random bits, base64url. */
  String random();

  /** HMAC-SHA-256 of a secret text, for storing it: 32 bytes. */
  byte[] digest(String purpose, String text);

  /** Encrypts and authenticates content for a later {@link #unseal}; base64url. */
  String seal(String purpose, byte[] content);

  /** The content, or empty when the token was not sealed here for this purpose. */
  Optional<byte[]> unseal(String purpose, String token);
}
