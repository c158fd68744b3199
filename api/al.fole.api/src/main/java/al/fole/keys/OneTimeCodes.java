// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.time.Instant;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Time-based one-time codes (RFC 6238) of an authenticator: HMAC-SHA-1, six digits, steps of 30
 * seconds, as every authenticator knows them. A secret is kept sealed for its owner: bytes moved to
 * another owner open nothing.
 */
@ProviderType
public interface OneTimeCodes {

  /** A new random secret of 160 bits, sealed; at most 128 bytes. */
  byte[] newSecret(String owner);

  /**
   * The secret in Base32 without padding, to be shown once, when its owner sets up his
   * authenticator.
   *
   * @throws IllegalArgumentException when the bytes were not sealed here for this owner
   */
  String reveal(String owner, byte[] sealed);

  /**
   * The time step whose code this is: that of {@code at}, the one before or the one after; empty
   * for anything else. Whoever asks keeps the step and never takes it or an earlier one again.
   *
   * @throws IllegalArgumentException when the bytes were not sealed here for this owner
   */
  OptionalLong step(String owner, byte[] sealed, String code, Instant at);
}
