// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.APlacement.PLACED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.cases.CaseFacts;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.DecisionId;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyState;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What must hold when a child comes to a family, and when he leaves. */
class PlacementTest {
  private static final LocalDate BORN = LocalDate.of(2018, 2, 3);
  private final PersonId child = new PersonId(UUID.randomUUID());
  private final ACase of =
      new ACase(child, new CaseId(UUID.randomUUID()), new DecisionId(UUID.randomUUID()));

  /** A placement about to be made; everything fits unless it is said otherwise. */
  private final class Attempt {
    Family family = FamilyTest.approved(aFamily().withPlaces(2));
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
    PlaceChild command = APlacement.of(of).command();

    Attempt family(AFamily family) {
      this.family = FamilyTest.approved(family);
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
          new PersonFacts(child, 1, "F", born, false, "53"),
          facts(of.decision(), kind, subject, inForceFrom, validTo),
          exception,
          before,
          siblingHere,
          Instant.EPOCH,
          FamilyTest.TODAY);
    }

    void refused(String rule) {
      PlacementTest.refused(rule, this::place);
    }
  }

  private CaseFacts facts(
      DecisionId decision, String kind, String subject, LocalDate from, @Nullable LocalDate to) {
    return new CaseFacts(
        of.id(),
        child,
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

  private static void refused(String rule, Executable work) {
    Problem problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
  }

  private APlacement asked() {
    return APlacement.of(of);
  }

  private Placement placed() {
    return new Attempt().place();
  }

  @Test
  void aPlacementSaysWhatItRestsOn() {
    var placed = placed();
    assertEquals(1, placed.place());
    assertEquals("RKAF-53-2026-00001", placed.fileNumber());
    assertEquals(BORN, placed.childBirthDate());
    assertEquals(AFamily.APPROVED, placed.approvalFrom());
    assertEquals("VOLUNTARY", placed.careForm());
    assertEquals(false, placed.emergency());
    assertEquals(1, placed.view(null, PLACED).days());
    var urgent = new Attempt();
    urgent.kind = "EMERGENCY";
    assertEquals(true, urgent.place().emergency());
  }

  @Test
  void datesFollowOneAnother() {
    new Attempt().asked(asked().from(FamilyTest.TODAY.plusDays(1))).refused("business-date-range");
    new Attempt().asked(asked().until(PLACED.minusDays(1))).refused("planned-end-before-start");
    var unborn = new Attempt();
    unborn.born = PLACED.plusDays(1);
    unborn.refused("placement-before-birth");
  }

  @Test
  void theFamilyTakesChildrenOnlyWhileItIsApproved() {
    for (var state : List.of(FamilyState.ON_HOLD, FamilyState.SUSPENDED, FamilyState.WITHDRAWN)) {
      var attempt = new Attempt();
      attempt.family =
          attempt
              .family
              .change(AFamily.step(3, state), false, FamilyTest.by(UUID.randomUUID()))
              .state();
      attempt.refused("family-not-approved");
    }
  }

  @Test
  void onlyFromTheDayItIsApprovedAgain() {
    var attempt = new Attempt().asked(asked().from(LocalDate.of(2026, 5, 3)));
    attempt.inForceFrom = LocalDate.of(2026, 3, 1);
    attempt.place();
    var by = FamilyTest.by(UUID.randomUUID());
    Family paused =
        attempt.family.change(AFamily.step(3, FamilyState.SUSPENDED), false, by).state();
    attempt.family = paused.change(AFamily.step(4, FamilyState.APPROVED), false, by).state();
    attempt.refused("family-not-approved-then");
    attempt.asked(asked().from(LocalDate.of(2026, 5, 4))).place();
  }

  @Test
  void onlyOnDaysOfTheApproval() {
    var early = LocalDate.of(2026, 4, 9);
    var attempt = new Attempt().asked(asked().from(early));
    attempt.inForceFrom = LocalDate.of(2026, 3, 1);
    attempt.refused("approval-not-valid");
    new Attempt()
        .family(aFamily().valid(AFamily.APPROVED, PLACED.minusDays(1)))
        .refused("approval-not-valid");
    new Attempt().family(aFamily().valid(AFamily.APPROVED, PLACED)).place();
  }

  @Test
  void onlyInCareAndAgesItIsApprovedFor() {
    new Attempt().asked(asked().as("FOSTER_SPECIALISED")).refused("care-type-not-approved");
    new Attempt().asked(asked().as("KINSHIP")).refused("care-type-not-approved");
    new Attempt().family(aFamily().forAges(9, 17)).refused("age-not-approved");
    new Attempt().family(aFamily().forAges(0, 7)).refused("age-not-approved");
    new Attempt().family(aFamily().forAges(8, 8)).place();
    var grown = new Attempt();
    grown.born = PLACED.minusYears(18);
    grown.refused("age-not-approved");
  }

  @Test
  void onADecisionOnPlacementInForceOnTheFirstDay() {
    var other = new Attempt();
    other.subject = "CAPACITY_EXCEPTION";
    other.refused("decision-not-on-placement");
    var later = new Attempt();
    later.inForceFrom = PLACED.plusDays(1);
    later.refused("decision-not-in-force");
    var past = new Attempt();
    past.validTo = PLACED.minusDays(1);
    past.refused("decision-not-in-force");
    var lastDay = new Attempt();
    lastDay.inForceFrom = PLACED;
    lastDay.validTo = PLACED;
    lastDay.place();
  }

  @Test
  void aChildLivesInOneFamilyAtATime() {
    var twice = new Attempt();
    twice.before.add(placed());
    twice.refused("child-already-placed");
    var overlapping = new Attempt();
    overlapping.before.add(ended(placed(), APlacement.ENDED));
    overlapping.refused("placement-overlaps");
    var after = new Attempt().asked(asked().from(APlacement.ENDED));
    after.before.add(ended(placed(), APlacement.ENDED));
    after.place();
  }

  @Test
  void respiteIsInAnotherFamilyDuringThePlacement() {
    new Attempt().asked(asked().as("FOSTER_RESPITE")).refused("respite-needs-placement");
    Placement home = placed();
    var notRespite = asked().restingFrom(home.id()).as("FOSTER_LONG");
    new Attempt().asked(notRespite).refused("respite-needs-placement");
    new Attempt().asked(asked().restingFrom(home.id())).refused("respite-without-placement");

    var over = new Attempt().asked(asked().restingFrom(home.id()));
    over.before.add(ended(home, APlacement.ENDED));
    over.refused("respite-without-placement");

    var early = new Attempt().asked(asked().restingFrom(home.id()).from(PLACED.minusDays(1)));
    early.before.add(home);
    early.refused("respite-without-placement");

    var same = new Attempt();
    same.before.add(same.place());
    same.asked(asked().restingFrom(same.before.get(0).id())).refused("respite-in-the-same-family");

    var rest = new Attempt().asked(asked().restingFrom(home.id()));
    rest.before.add(home);
    Placement resting = rest.place();
    assertEquals(PLACED, resting.respiteFrom());

    var again = new Attempt().asked(asked().restingFrom(home.id()));
    again.before.addAll(List.of(home, resting));
    again.refused("child-already-placed");
  }

  @Test
  void aFullFamilyTakesNobody() {
    var full = new Attempt();
    full.here = List.of(UUID.randomUUID(), UUID.randomUUID());
    full.refused("no-free-place");
    var last = new Attempt();
    last.here = List.of(UUID.randomUUID());
    assertEquals(2, last.place().place());
    var notYetFree = new Attempt();
    notYetFree.freeFrom = PLACED.plusDays(1);
    notYetFree.refused("no-free-place");
  }

  @Test
  void aSmallerRenewalCountsAtOnceAndWhoIsThereStays() {
    var renewed = new Attempt();
    renewed.here = List.of(UUID.randomUUID());
    Family again =
        FamilyTest.assess(
            renewed.family, AFamily.assessment(3, "POSITIVE", LocalDate.of(2026, 5, 1)));
    renewed.family =
        FamilyTest.decide(again, aFamily().decidedOn(LocalDate.of(2026, 5, 10)).approval(4));
    renewed.refused("no-free-place");
  }

  @Test
  void aSiblingMayComeBeyondThePlacesByDecision() {
    var decision = new DecisionId(UUID.randomUUID());
    var sibling = new PersonId(UUID.randomUUID());
    var beyond = asked().with(sibling, decision);
    var exception =
        facts(decision, "ADMINISTRATIVE", "CAPACITY_EXCEPTION", LocalDate.of(2026, 5, 20), null);

    new Attempt().asked(asked().with(sibling, null)).refused("exception-needs-sibling");
    new Attempt().asked(asked().with(child, decision)).refused("sibling-is-the-child");

    var free = new Attempt().asked(beyond);
    free.exception = exception;
    free.siblingHere = true;
    free.refused("exception-not-needed");

    var full = new Attempt().asked(beyond);
    full.here = List.of(UUID.randomUUID(), UUID.randomUUID());
    full.exception = facts(decision, "COURT", "PLACEMENT", LocalDate.of(2026, 5, 20), null);
    full.siblingHere = true;
    full.refused("exception-not-in-force");
    full.exception = facts(decision, "COURT", "CAPACITY_EXCEPTION", PLACED.plusDays(1), null);
    full.refused("exception-not-in-force");
    full.exception = exception;
    full.siblingHere = false;
    full.refused("sibling-not-here");
    full.siblingHere = true;
    assertEquals(13, full.place().place());
    assertEquals(decision, full.place().exception());
  }

  @Test
  void theCaseIsTheChilds() {
    var another = new ACase(new PersonId(UUID.randomUUID()), of.id(), of.decision());
    new Attempt().asked(APlacement.of(another)).refused("case-of-another-child");
  }

  @Test
  void aPlacementEndsOnceAfterItStartedAndAfterEveryRest() {
    Placement home = placed();
    refused("version-stale", () -> end(home, List.of(), APlacement.end(2)));
    refused("end-before-start", () -> end(home, List.of(), APlacement.end(1, PLACED.minusDays(1))));
    refused(
        "business-date-range",
        () -> end(home, List.of(), APlacement.end(1, FamilyTest.TODAY.plusDays(1))));
    var rest = new Attempt().asked(asked().restingFrom(home.id()));
    rest.before.add(home);
    Placement resting = rest.place();
    refused("respite-not-ended", () -> end(home, List.of(resting), APlacement.end(1)));
    Placement rested = ended(resting, APlacement.ENDED);
    refused(
        "end-before-respite",
        () -> end(home, List.of(rested), APlacement.end(1, APlacement.ENDED.minusDays(1))));
    Placement over = end(home, List.of(rested), APlacement.end(1));
    assertEquals(2, over.version());
    assertEquals(93, over.view(null, FamilyTest.TODAY).days());
    refused("placement-already-ended", () -> end(over, List.of(), APlacement.end(2)));
    refused("placement-already-ended", () -> end(over, List.of(), APlacement.end(1)));
  }

  private static Placement end(Placement placement, List<Placement> rests, EndPlacement said) {
    return placement.end(said, rests, Instant.EPOCH, FamilyTest.TODAY).state();
  }

  private static Placement ended(Placement placement, LocalDate day) {
    return end(placement, List.of(), APlacement.end(1, day));
  }
}
