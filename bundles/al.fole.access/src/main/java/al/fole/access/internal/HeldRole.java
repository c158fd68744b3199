// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** The first of those an account holds that is as somebody asks for it, if he asks for any. */
  static Optional<HeldRole> first(
      List<HeldRole> held, @Nullable String role, @Nullable String unit) {
    return held.stream()
        .filter(it -> role == null || role.equals(it.role()))
        .filter(it -> unit == null || unit.equals(it.unit()))
        .findFirst();
  }

  boolean isOver(Instant now) {
    return validTo != null && !validTo.isAfter(now);
  }
}
