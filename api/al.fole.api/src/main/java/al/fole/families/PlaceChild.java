// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Places a child with a family (vendosja e fëmijës).
 *
 * @param careCase the child's live case
 * @param child whose case it is; said twice, so that a slip is noticed
 * @param decision in force on {@code startedOn} (I-06)
 * @param careType code of the list {@code care-type}; one the family is approved for (I-03)
 * @param startedOn not in the future; within the family's approval
 * @param plannedEnd not before {@code startedOn}, or null
 * @param respiteOf the placement during which the child rests elsewhere; needed for {@code
 *     FOSTER_RESPITE} only (I-01)
 * @param exception decision that lets a sibling in beyond the approved places, or null (I-04)
 * @param sibling child of the same family who lives there already; needed with {@code exception}
 * @param provenance who gave the information
 */
public record PlaceChild(
    CaseId careCase,
    PersonId child,
    DecisionId decision,
    String careType,
    LocalDate startedOn,
    @Nullable LocalDate plannedEnd,
    @Nullable PlacementId respiteOf,
    @Nullable DecisionId exception,
    @Nullable PersonId sibling,
    Provenance provenance) {}
