// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import java.util.UUID;

/**
 * Proof of inclusion that needs nothing else but the log's public key.
 *
 * @param entry id of the entry
 * @param index in the log
 * @param text C2SP tlog-proof
 * @param leaf canonical bytes of the entry
 */
public record Proof(UUID entry, long index, String text, byte[] leaf) {}
