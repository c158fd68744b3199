// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.AFamily.assessment;
import static al.fole.families.internal.Course.APPROVER;
import static al.fole.families.internal.Course.LONGEST;
import static al.fole.families.internal.Course.TODAY;
import static al.fole.families.internal.Course.applied;
import static al.fole.families.internal.Course.approved;
import static al.fole.families.internal.Course.assess;
import static al.fole.families.internal.Course.assessed;
import static al.fole.families.internal.Course.by;
import static al.fole.families.internal.Course.decide;
import static al.fole.families.internal.Course.refused;
import static al.fole.families.internal.Course.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.AssessFamily;
import al.fole.families.FamilyState;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How far a family comes, and what must be there before each step. */
class FamilyTest {
  @Test
  void anApplicationSaysWhatCanBe() {
    refused("adults-one-or-two", "adults", () -> applied(aFamily().of()));
    var adult = new PersonId(UUID.randomUUID());
    refused("adults-differ", "adults", () -> applied(aFamily().of(adult, adult)));
    refused("care-types-needed", "careTypes", () -> applied(aFamily().offering()));
    refused(
        "care-types-twice",
        "careTypes",
        () -> applied(aFamily().offering("FOSTER_LONG", "FOSTER_LONG")));
    refused("kinship-care-types", "careTypes", () -> applied(aFamily().offering("KINSHIP")));
    refused(
        "kinship-care-types",
        "careTypes",
        () -> applied(aFamily().ofKin().offering("KINSHIP", "FOSTER_LONG")));
    for (int places : List.of(0, 13, -1)) {
      refused("places-range", "places", () -> applied(aFamily().withPlaces(places)));
    }
    refused("age-range", "ageTo", () -> applied(aFamily().forAges(5, 4)));
    refused("age-range", "ageTo", () -> applied(aFamily().forAges(0, 18)));
    refused("age-range", "ageTo", () -> applied(aFamily().forAges(-1, 3)));
    refused(
        "business-date-range", "appliedOn", () -> applied(aFamily().appliedOn(TODAY.plusDays(1))));
    refused("text-too-long", "motivation", () -> applied(aFamily().because("a".repeat(4_001))));
    assertEquals(FamilyState.APPLIED, applied(aFamily()).state());
  }

  @Test
  void anAssessmentFollowsTheApplication() {
    Family family = applied(aFamily());
    LocalDate early = AFamily.APPLIED.minusDays(1);
    refused(
        "assessment-before-application",
        "startedOn",
        () -> assess(family, assessment(1, "POSITIVE", early)));
    refused(
        "business-date-range",
        "startedOn",
        () -> assess(family, assessment(1, "POSITIVE", TODAY.plusDays(1))));
    refused("recommendation-code", "recommendation", () -> assess(family, assessment(1, "MAYBE")));
    refused("version-stale", () -> assess(family, assessment(7, "POSITIVE")));
    refused(
        "home-visit-needed",
        "homeVisits",
        () -> assess(family, visits(0, AFamily.ASSESSED, AFamily.ASSESSED)));
    refused(
        "finalised-before-started",
        "finalisedOn",
        () -> assess(family, visits(1, AFamily.ASSESSED, AFamily.ASSESSED.minusDays(1))));
    Family waiting = assess(family, assessment(1, "POSITIVE"));
    assertEquals(FamilyState.DECISION_PENDING, waiting.state());
    refused("family-waits-for-decision", () -> assess(waiting, assessment(2, "POSITIVE")));
  }

  private static AssessFamily visits(int visits, LocalDate from, LocalDate to) {
    return new AssessFamily(
        1, from, to, visits, AFamily.APPLIED, 10, "POSITIVE", "Përmbledhja", AFamily.SAID);
  }

  @Test
  void byHandAFamilyGoesOnlyWhereItMay() {
    Set<FamilyState> byHand =
        EnumSet.of(
            FamilyState.ON_HOLD,
            FamilyState.SUSPENDED,
            FamilyState.APPROVED,
            FamilyState.WITHDRAWN);
    Family approved = approved(aFamily());
    var from =
        Map.of(
            applied(aFamily()),
            EnumSet.of(FamilyState.WITHDRAWN),
            assessed(aFamily(), "POSITIVE"),
            EnumSet.of(FamilyState.WITHDRAWN),
            approved,
            EnumSet.of(FamilyState.ON_HOLD, FamilyState.SUSPENDED, FamilyState.WITHDRAWN),
            step(approved, FamilyState.ON_HOLD),
            EnumSet.of(FamilyState.APPROVED, FamilyState.SUSPENDED, FamilyState.WITHDRAWN),
            step(approved, FamilyState.SUSPENDED),
            EnumSet.of(FamilyState.APPROVED, FamilyState.WITHDRAWN),
            step(approved, FamilyState.WITHDRAWN),
            EnumSet.noneOf(FamilyState.class));
    from.forEach(
        (family, allowed) -> {
          for (FamilyState to : byHand) {
            if (allowed.contains(to)) {
              assertEquals(to, step(family, to).state());
            } else {
              refused("family-state-order", () -> step(family, to));
            }
          }
          refused("state-code", "state", () -> step(family, FamilyState.REJECTED));
        });
    refused(
        "change-before-last",
        "changedOn",
        () ->
            decide(
                    assessed(aFamily(), "POSITIVE"),
                    aFamily().decidedOn(LocalDate.of(2026, 6, 1)).approval(2))
                .change(AFamily.step(3, FamilyState.ON_HOLD), false, by(APPROVER)));
  }

  @Test
  void aFamilyWithChildrenNeitherLeavesNorIsRejected() {
    for (Family family :
        List.of(approved(aFamily()), step(approved(aFamily()), FamilyState.SUSPENDED))) {
      var leaves = AFamily.step(family.version(), FamilyState.WITHDRAWN);
      refused("family-has-children", () -> family.change(leaves, true, by(APPROVER)));
      assertEquals(
          FamilyState.WITHDRAWN, family.change(leaves, false, by(APPROVER)).state().state());
    }
    Family approved = approved(aFamily());
    var pauses = AFamily.step(approved.version(), FamilyState.ON_HOLD);
    assertEquals(FamilyState.ON_HOLD, approved.change(pauses, true, by(APPROVER)).state().state());

    AFamily kin = aFamily().ofKin().valid(AFamily.APPROVED, AFamily.APPROVED.plusDays(LONGEST));
    Family provisional = decide(applied(kin), kin.decision(1, "PROVISIONAL"));
    var rejection = kin.decision(2, "REJECTED");
    refused(
        "family-has-children",
        () -> provisional.decide(UUID.randomUUID(), rejection, LONGEST, true, by(APPROVER)));
    assertEquals(FamilyState.REJECTED, decide(provisional, rejection).state());
  }

  @Test
  void whatWasDoneAlreadyIsSaidBeforeTheVersionAndTheContent() {
    AFamily family = aFamily();
    Family waiting = assessed(family, "POSITIVE");
    refused("family-waits-for-decision", () -> assess(waiting, assessment(1, "MAYBE")));
    Family approved = approved(family);
    refused("family-not-assessed", () -> decide(approved, family.approval(2)));
    Family left = step(approved, FamilyState.WITHDRAWN);
    refused(
        "family-state-order",
        () -> left.change(AFamily.step(3, FamilyState.WITHDRAWN), false, by(APPROVER)));
    refused("version-stale", () -> assess(applied(family), assessment(7, "MAYBE")));
    var unseen = AFamily.step(2, FamilyState.ON_HOLD);
    refused("version-stale", () -> approved.change(unseen, false, by(APPROVER)));
  }

  @Test
  void placesAreFreeWhileAChildCouldCome() {
    Family family = approved(aFamily().withPlaces(2).valid(AFamily.APPROVED, TODAY));
    assertEquals(2, family.freePlaces(List.of(), TODAY));
    assertEquals(0, family.freePlaces(List.of(), TODAY.plusDays(1)));
    assertEquals(0, step(family, FamilyState.SUSPENDED).freePlaces(List.of(), TODAY));
    Family again = assess(family, assessment(3, "POSITIVE", LocalDate.of(2026, 10, 1)));
    AFamily smaller = aFamily().withPlaces(1).decidedOn(LocalDate.of(2026, 11, 1));
    Family renewed = decide(again, smaller.valid(TODAY.plusDays(1), AFamily.EXPIRES).approval(4));
    assertEquals(1, renewed.freePlaces(List.of(), TODAY));
  }

  @Test
  void proseHasLines() {
    assertEquals(FamilyState.APPLIED, applied(aFamily().because("Një.\nDy.")).state());
  }

  @Test
  void itNamesNobody() {
    Family family = applied(aFamily());
    assertEquals("Family[" + family.id() + " v1]", family.toString());
  }
}
