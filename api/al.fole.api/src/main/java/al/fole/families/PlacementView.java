// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A placement (vendosja) as it may be shown.
 *
 * @param id the placement
 * @param version the ETag
 * @param family where
 * @param careCase of the child
 * @param fileNumber of the case
 * @param child who
 * @param person the child as lists show him, or null when he is out of reach
 * @param municipality responsible for the child
 * @param careType code
 * @param careForm {@code VOLUNTARY} or {@code PROFESSIONAL}, as approved
 * @param kinship as approved
 * @param emergency whether it rests on an emergency decision
 * @param decision it rests on
 * @param startedOn first day
 * @param plannedEnd or null
 * @param endedOn last day, or null while it lasts
 * @param endReason code, or null
 * @param respiteOf or null
 * @param days until today or the end, the first day counted
 */
public record PlacementView(
    PlacementId id,
    long version,
    FamilyId family,
    CaseId careCase,
    String fileNumber,
    PersonId child,
    @Nullable PersonView person,
    String municipality,
    String careType,
    String careForm,
    boolean kinship,
    boolean emergency,
    DecisionId decision,
    LocalDate startedOn,
    @Nullable LocalDate plannedEnd,
    @Nullable LocalDate endedOn,
    @Nullable String endReason,
    @Nullable PlacementId respiteOf,
    long days) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "PlacementView[" + id + " v" + version + "]";
  }
}
