// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.osgi.annotation.versioning.ProviderType;

/** The key that signs checkpoints: Ed25519 (RFC 8032). */
@ProviderType
public interface Signer {

  /** Raw public key, 32 bytes. */
  byte[] publicKey();

  /** Signature of the message, 64 bytes. */
  byte[] sign(byte[] message);
}
