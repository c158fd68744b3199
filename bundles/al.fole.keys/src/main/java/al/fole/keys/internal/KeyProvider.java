// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Where the keys of an installation lie: plain files, a PKCS#12 file, or a device. Secret keys have
 * 32 bytes. A device that gives no secret out answers {@link #signing} by itself.
 */
interface KeyProvider {

  /** Puts keys there; a key of the name that a command cut off has left is replaced. */
  void store(Map<String, byte[]> keys) throws IOException;

  /**
   * The key of a name.
   *
   * @throws KeysRefused when it is not there or cannot be opened
   */
  byte[] read(String name) throws IOException;

  /** The key of a name as one that signs checkpoints. */
  default SigningKey signing(String name) throws IOException {
    return new Ed25519Key(read(name));
  }

  /** What the check value of a key is over; a device takes the public key. */
  default byte[] evidence(String name) throws IOException {
    return read(name);
  }

  /** Keys that sign every checkpoint besides, for example a post-quantum one; usually none. */
  default List<SigningKey> beside() {
    return List.of();
  }
}
