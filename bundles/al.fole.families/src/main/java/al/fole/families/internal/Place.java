// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place (vend) of a family.
 *
 * @param ordinal 1 to 12 by approval, more by an exception for a sibling
 * @param approval that gave it last
 * @param places of that approval
 * @param open whether somebody may still come
 * @param exception decision, or null
 * @param placement who has it, or null
 * @param freeFrom last day of whoever had it before, or null
 */
record Place(
    UUID family,
    int ordinal,
    UUID approval,
    int places,
    boolean open,
    @Nullable UUID exception,
    @Nullable UUID placement,
    @Nullable LocalDate freeFrom) {

  private static final int MOST = 12;

  /** How many places of the approval somebody has. */
  static int taken(List<Place> places) {
    return (int)
        places.stream().filter(it -> it.exception() == null && it.placement() != null).count();
  }

  /** The first place that was free on that day and still is, within a capacity. */
  static Optional<Place> free(List<Place> places, int capacity, LocalDate day) {
    return taken(places) >= capacity
        ? Optional.empty()
        : places.stream()
            .filter(it -> it.open() && it.exception() == null && it.placement() == null)
            .filter(it -> it.ordinal() <= capacity)
            .filter(it -> it.freeFrom() == null || !day.isBefore(it.freeFrom()))
            .min(Comparator.comparingInt(Place::ordinal));
  }

  /** The ordinal of one more place by exception. */
  static int beyond(List<Place> places) {
    return 1 + places.stream().mapToInt(Place::ordinal).reduce(MOST, Math::max);
  }
}
