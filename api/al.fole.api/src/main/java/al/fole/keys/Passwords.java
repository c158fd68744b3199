// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Argon2id (RFC 9106). Half the cores compute at once, a bounded queue waits for some seconds; past
 * it {@link al.fole.spi.Problem.Kind#TOO_MANY} is thrown with {@code retry_after}, so that a storm
 * of sign-ins leaves the other half to those who work.
 */
@ProviderType
public interface Passwords {

  /** Hash with its parameters and salt, PHC string format. The array is not kept. */
  String hash(char[] password);

  /**
   * Whether the password is the hashed one. A null hash costs the same time and answers false, so
   * that an unknown name cannot be told from a wrong password.
   */
  boolean matches(@Nullable String hash, char[] password);

  /** Whether the hash was made with less than today's parameters: make it again at a sign-in. */
  boolean isOutdated(String hash);
}
