// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;

import al.fole.cases.CaseFacts;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.DecisionId;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A placement about to be made; everything fits unless it is said otherwise. */
final class Attempt {
  static final LocalDate BORN = LocalDate.of(2018, 2, 3);

  private final ACase of;
  Family family = Course.approved(aFamily().withPlaces(2));
  LocalDate born = BORN;
  String kind = "ADMINISTRATIVE";
  String subject = "PLACEMENT";
  LocalDate inForceFrom = LocalDate.of(2026, 5, 20);
  @Nullable LocalDate validTo;
  @Nullable CaseFacts exception;
  List<Placement> before = new ArrayList<>();
  List<UUID> here = new ArrayList<>();
  @Nullable LocalDate freeFrom;
  boolean siblingHere;
  PlaceChild command;

  Attempt(ACase of) {
    this.of = of;
    command = APlacement.of(of).command();
  }

  /** A child of eight, with a case and a decision. */
  static ACase aCase() {
    return new ACase(
        new PersonId(UUID.randomUUID()),
        new CaseId(UUID.randomUUID()),
        new DecisionId(UUID.randomUUID()));
  }

  Attempt family(AFamily family) {
    this.family = Course.approved(family);
    return this;
  }

  Attempt asked(APlacement placement) {
    command = placement.command();
    return this;
  }

  List<Place> places() {
    var approval = family.approvals().get(0);
    int places = approval.terms().places();
    return IntStream.rangeClosed(1, places)
        .mapToObj(
            n ->
                new Place(
                    family.id().value(),
                    n,
                    approval.id(),
                    places,
                    true,
                    null,
                    n <= here.size() ? here.get(n - 1) : null,
                    freeFrom))
        .toList();
  }

  Placement place() {
    return Placement.place(new PlacementId(UUID.randomUUID()), placing()).state();
  }

  Placing placing() {
    return new Placing(
        command,
        family,
        places(),
        new PersonFacts(of.child(), 1, "F", born, false, "53"),
        facts(of.decision(), kind, subject, inForceFrom, validTo),
        exception,
        before,
        siblingHere,
        Instant.EPOCH,
        Course.TODAY);
  }

  void refused(String rule) {
    Course.refused(rule, this::place);
  }

  CaseFacts facts(
      DecisionId decision, String kind, String subject, LocalDate from, @Nullable LocalDate to) {
    return new CaseFacts(
        of.id(),
        of.child(),
        "RKAF-53-2026-00001",
        "B53",
        "53",
        CaseState.IN_PREPARATION,
        from,
        from,
        decision,
        kind,
        subject,
        from,
        from,
        to);
  }
}
