// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The key that signs checkpoints: Ed25519 (RFC 8032). It remembers, outside the database, the last
 * checkpoint it signed, so that a database which was set back cannot get another history signed.
 */
@ProviderType
public interface Signer {

  /** Raw public key, 32 bytes. */
  byte[] publicKey();

  /**
   * Signature of a checkpoint's body (origin, size, root; C2SP tlog-checkpoint), 64 bytes.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code log-set-back} when the last one signed is of
   *     another origin, is larger, or is as large with another root
   * @throws IllegalArgumentException when it is not the body of a checkpoint
   */
  byte[] sign(byte[] checkpoint);

  /** Body of the last checkpoint signed; empty before the first. */
  Optional<byte[]> last();
}
