// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role (roli) of an account in a unit, for a time.
 *
 * @param validTo null for no end
 * @param approvedAt null while it waits for a second administrator; it gives nothing until then
 */
record HeldRole(
    UUID id,
    UUID account,
    String role,
    String unit,
    Instant validFrom,
    @Nullable Instant validTo,
    UUID proposedBy,
    Instant proposedAt,
    @Nullable UUID approvedBy,
    @Nullable Instant approvedAt) {

  boolean isOver(Instant now) {
    return validTo != null && !validTo.isAfter(now);
  }
}
