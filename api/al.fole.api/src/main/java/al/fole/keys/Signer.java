// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys that sign checkpoints, one after the other: Ed25519 (RFC 8032). The signer remembers,
 * outside the database, the last checkpoint it signed or met, so that a database which was set back
 * cannot get another history signed.
 */
@ProviderType
public interface Signer {

  /** Raw public key of the key that signs now, 32 bytes. */
  byte[] publicKey();

  /** Raw public keys of this installation, the first one first; all of them may be announced. */
  List<byte[]> keys();

  /** Raw public key of the one that waits to follow it; it signs nothing before it is announced. */
  Optional<byte[]> next();

  /**
   * Signature lines for a checkpoint's body (origin, size, root; C2SP tlog-checkpoint), each with
   * its end. The first checkpoint that contains the announcement of {@link #next} is signed by both
   * keys, every later one by the new key only. Signing the last checkpoint again gives the same.
   *
   * @param announced index of the entry that announces {@link #next}, or -1
   * @throws al.fole.spi.Problem CONFLICT {@code log-set-back} when the last one signed is of
   *     another log, is larger, or is as large with another root; {@code log-frozen} when the log
   *     has ended
   * @throws IllegalArgumentException when it is not the body of a checkpoint
   */
  List<String> lines(byte[] checkpoint, long announced);

  /** Signature of the key that signs now over a checkpoint, 64 bytes; else as {@link #lines}. */
  byte[] sign(byte[] checkpoint);

  /** Body of the last checkpoint signed or met; empty before the first. */
  Optional<byte[]> last();

  /** Whether a checkpoint with its lines was signed by a key of this installation. */
  boolean signed(String note);

  /**
   * Takes notice of a published checkpoint, or of a note that ended a log: what another host has
   * signed binds this one too, also by which key.
   *
   * @return false when it is not a note signed by a key of this installation
   * @throws al.fole.spi.Problem CONFLICT {@code log-set-back} when it contradicts what was signed
   *     here
   */
  boolean heed(String note);

  /**
   * Ends the log at the last checkpoint; the same again once it has ended.
   *
   * @param reason code in kebab case, at most 64 letters
   * @throws al.fole.spi.Problem CONFLICT {@code freeze-not-ordered} without the operator's word
   *     ({@code keys freeze})
   */
  Frozen freeze(String reason);

  /** How a log has ended, if it has. */
  Optional<Frozen> frozen(String origin);
}
