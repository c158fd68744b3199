// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.osgi.annotation.versioning.ProviderType;

/** Transaction seals of the journal, see ENTRY-FORMAT-1 §3. */
@ProviderType
public interface Seals {

  /** HMAC-SHA-256 of the message under the key derived for the node; 32 bytes. */
  byte[] seal(int node, byte[] message);
}
