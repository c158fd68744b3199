// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Argon2id (RFC 9106). At most two computations a core run at once and a bounded queue waits; past
 * it {@link al.fole.spi.Problem.Kind#TOO_MANY} is thrown, so that sign-ins cannot exhaust the host.
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
}
