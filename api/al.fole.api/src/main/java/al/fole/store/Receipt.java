// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import java.util.UUID;

/**
 * What a write leaves in the caller's hand; no personal data.
 *
 * @param id the record written
 * @param version its version afterwards, the ETag
 */
public record Receipt(UUID id, long version) {}
