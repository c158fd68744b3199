// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a placement. The child's case moves with it, or it does not happen. */
public sealed interface PlacementEvent extends Event {

  /** The placement. */
  PlacementId placement();

  /** The child who is placed. */
  PersonId child();

  @Override
  default Ref record() {
    return placement().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(child().value());
  }

  /** A child was placed with a family. Components as in {@link PlacementView}. */
  @EventType(name = "families.child-placed", ground = "VKM-2026 n.4/3/a")
  record ChildPlaced(
      PlacementId placement,
      long version,
      FamilyId family,
      CaseId careCase,
      PersonId child,
      DecisionId decision,
      UUID approval,
      String municipality,
      String careType,
      String careForm,
      boolean kinship,
      boolean emergency,
      @Nullable PlacementId respiteOf,
      @Nullable DecisionId exception,
      LocalDate startedOn,
      @Nullable LocalDate plannedEnd)
      implements PlacementEvent {

    @Override
    public Set<String> requires() {
      return Set.of("cases.child-placed");
    }
  }

  /** A placement ended. */
  @EventType(name = "families.placement-ended", ground = "VKM-2026 n.4/3/a")
  record PlacementEnded(
      PlacementId placement,
      long version,
      FamilyId family,
      CaseId careCase,
      PersonId child,
      String municipality,
      boolean respite,
      String reason,
      boolean planned,
      LocalDate startedOn,
      LocalDate endedOn)
      implements PlacementEvent {

    @Override
    public Set<String> requires() {
      return Set.of("cases.placement-ended");
    }
  }
}
