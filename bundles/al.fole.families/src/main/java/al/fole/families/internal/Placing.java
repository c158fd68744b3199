// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.cases.CaseFacts;
import al.fole.families.FamilyView.Approval;
import al.fole.families.PlaceChild;
import al.fole.families.Terms;
import al.fole.persons.PersonFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All a placement rests on.
 *
 * @param places of the family
 * @param child as persons know him
 * @param basis his case and the decision
 * @param exception the decision that lets a sibling in, or null
 * @param before where the child has been placed so far, oldest first
 * @param siblingHere whether the sibling named lives with the family
 */
record Placing(
    PlaceChild said,
    Family family,
    List<Place> places,
    PersonFacts child,
    CaseFacts basis,
    @Nullable CaseFacts exception,
    List<Placement> before,
    boolean siblingHere,
    Instant now,
    LocalDate today) {

  Optional<Approval> approval() {
    return family.approvalOn(said.startedOn());
  }

  /** The place he gets; one more by exception. */
  Optional<Place> place() {
    Optional<Place> free = free();
    return free.isPresent() || exception == null
        ? free
        : approval()
            .map(
                it ->
                    new Place(
                        family.id().value(),
                        Place.beyond(places),
                        it.id(),
                        it.terms().places(),
                        true,
                        exception.decision().value(),
                        null,
                        null));
  }

  /** A free place of the approval; a renewal to fewer places counts already before it begins. */
  Optional<Place> free() {
    int last = family.lastApproval().map(it -> it.terms().places()).orElse(0);
    return approval()
        .map(it -> Math.min(it.terms().places(), last))
        .flatMap(capacity -> Place.free(places, capacity, said.startedOn()));
  }

  /** The placement the child rests from, or null. */
  @Nullable Placement rested() {
    return before.stream()
        .filter(it -> it.active() && !it.respite() && it.id().equals(said.respiteOf()))
        .findFirst()
        .orElse(null);
  }

  boolean respite() {
    return said.respiteOf() != null;
  }

  boolean approved(Predicate<Terms> terms) {
    return approval().map(Approval::terms).filter(terms).isPresent();
  }
}
