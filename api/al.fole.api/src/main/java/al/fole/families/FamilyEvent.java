// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a foster family. Each carries its state afterwards. */
public sealed interface FamilyEvent extends Event {

  /** The family. */
  FamilyId family();

  /** The first adult. */
  PersonId adult();

  /** The second adult, or null. */
  @Nullable PersonId partner();

  /** Afterwards. */
  FamilyState state();

  /** Business date of the change. */
  LocalDate on();

  @Override
  default Ref record() {
    return family().ref();
  }

  @Override
  default List<UUID> subjects() {
    PersonId partner = partner();
    return partner == null ? List.of(adult().value()) : List.of(adult().value(), partner.value());
  }

  /** A family applied. */
  @EventType(name = "families.applied", ground = "VKM-2026 n.3/2/a")
  record FamilyApplied(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      String unit,
      String municipality,
      String kind,
      boolean kinship,
      int places,
      FamilyState state,
      LocalDate on)
      implements FamilyEvent {

    /** Nobody applies whose home is not protected (I-15). */
    @Override
    public Set<String> requires() {
      return Set.of("persons.family-applied");
    }
  }

  /** Its assessment is finished. */
  @EventType(name = "families.assessed", ground = "VKM-2026 n.4/3/b")
  record FamilyAssessed(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      UUID assessment,
      String municipality,
      String recommendation,
      FamilyState state,
      LocalDate on)
      implements FamilyEvent {}

  /** It was approved, for good or provisionally, or its approval was renewed. */
  @EventType(name = "families.approved", ground = "VKM-2026 n.4/3/c")
  record FamilyApproved(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      UUID approval,
      boolean provisional,
      String municipality,
      String kind,
      boolean kinship,
      int places,
      int ageFrom,
      int ageTo,
      LocalDate validFrom,
      LocalDate validTo,
      FamilyState state,
      LocalDate on)
      implements FamilyEvent {}

  /** It was not approved. */
  @EventType(name = "families.rejected", ground = "VKM-2026 n.4/3/c")
  record FamilyRejected(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      String municipality,
      FamilyState state,
      LocalDate on)
      implements FamilyEvent {}

  /** It paused, was suspended, came back or left. */
  @EventType(name = "families.state-changed", ground = "VKM-2026 n.4/3/c")
  record FamilyStateChanged(
      FamilyId family,
      long version,
      PersonId adult,
      @Nullable PersonId partner,
      String municipality,
      FamilyState state,
      LocalDate on)
      implements FamilyEvent {}
}
