// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.families.EndPlacement;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is asked when a child comes or leaves: {@code aPlacement(child).as("FOSTER_LONG")}. */
final class APlacement {
  static final LocalDate PLACED = LocalDate.of(2026, 6, 1);
  static final LocalDate ENDED = LocalDate.of(2026, 9, 1);
  static final Provenance SAID = new Provenance("SOCIAL_WORKER", PLACED);

  private final ACase of;
  private final DecisionId decision;
  private String careType = "FOSTER_SHORT";
  private LocalDate startedOn = PLACED;
  private @Nullable LocalDate plannedEnd;
  private @Nullable PlacementId respiteOf;
  private @Nullable DecisionId exception;
  private @Nullable PersonId sibling;

  /** A child, the child's case and a decision to place the child. */
  record ACase(PersonId child, CaseId id, DecisionId decision) {}

  private APlacement(ACase of) {
    this.of = of;
    this.decision = of.decision();
  }

  static APlacement of(ACase of) {
    return new APlacement(of);
  }

  APlacement as(String careType) {
    this.careType = careType;
    return this;
  }

  APlacement from(LocalDate day) {
    startedOn = day;
    return this;
  }

  APlacement until(LocalDate day) {
    plannedEnd = day;
    return this;
  }

  APlacement restingFrom(PlacementId placement) {
    respiteOf = placement;
    return as("FOSTER_RESPITE");
  }

  APlacement with(PersonId sibling, @Nullable DecisionId exception) {
    this.sibling = sibling;
    this.exception = exception;
    return this;
  }

  PlaceChild command() {
    return new PlaceChild(
        of.id(),
        of.child(),
        decision,
        careType,
        startedOn,
        plannedEnd,
        respiteOf,
        exception,
        sibling,
        SAID);
  }

  static EndPlacement end(long expected) {
    return end(expected, ENDED);
  }

  static EndPlacement end(long expected, LocalDate day) {
    return new EndPlacement(expected, day, "REUNIFIED", true, null, SAID);
  }
}
