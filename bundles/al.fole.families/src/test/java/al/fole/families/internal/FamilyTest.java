// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.AFamily.assessment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.families.AssessFamily;
import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyEvent.FamilyApproved;
import al.fole.families.FamilyEvent.FamilyRejected;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.internal.Family.Moment;
import al.fole.persons.Provenance;
import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How far a family comes, and what must be there before each step. */
class FamilyTest {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  static final UUID ASSESSOR = UUID.randomUUID();
  static final UUID APPROVER = UUID.randomUUID();
  private static final int LONGEST = 90;

  static Family applied(AFamily family) {
    var id = new FamilyId(UUID.randomUUID());
    return Family.apply(id, "B53", family.application(), by(ASSESSOR)).state().numbered("RKAF-F-1");
  }

  static Family assessed(AFamily family, String recommendation) {
    return assess(applied(family), assessment(1, recommendation));
  }

  static Family approved(AFamily family) {
    return decide(assessed(family, "POSITIVE"), family.approval(2));
  }

  static Family assess(Family family, AssessFamily said) {
    return family.assess(UUID.randomUUID(), said, by(ASSESSOR)).state();
  }

  static Family decide(Family family, DecideOnFamily said) {
    return family.decide(UUID.randomUUID(), said, LONGEST, false, by(APPROVER)).state();
  }

  private static Family step(Family family, FamilyState to) {
    return family.change(AFamily.step(family.version(), to), false, by(APPROVER)).state();
  }

  static Moment by(UUID actor) {
    return new Moment(actor, Instant.EPOCH, TODAY);
  }

  private static Problem refused(String rule, Executable work) {
    Problem problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    return problem;
  }

  private static void refused(String rule, String field, Executable work) {
    assertEquals(field, refused(rule, work).field().orElse(""));
  }

  @Test
  void anApplicationSaysWhatCanBe() {
    refused("adults-one-or-two", "adults", () -> applied(aFamily().of()));
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
  void approvalNeedsAPositiveAssessmentBySomebodyElse() {
    AFamily family = aFamily();
    refused("family-not-assessed", () -> decide(applied(family), family.approval(1)));
    refused("assessment-negative", () -> decide(assessed(family, "NEGATIVE"), family.approval(2)));
    refused(
        "approver-is-assessor",
        () ->
            assessed(family, "POSITIVE")
                .decide(UUID.randomUUID(), family.approval(2), LONGEST, false, by(ASSESSOR)));
    refused(
        "decision-before-assessment",
        "decidedOn",
        () ->
            decide(
                assessed(family, "POSITIVE"),
                aFamily().decidedOn(AFamily.ASSESSED.minusDays(1)).approval(2)));
    Family approved = approved(family);
    assertEquals(FamilyState.APPROVED, approved.state());
    assertNull(approved.waiting());
    refused("family-not-assessed", () -> decide(approved, family.approval(3)));
    refused("rejected-too-late", () -> decide(approved, family.decision(3, "REJECTED")));
  }

  @Test
  void anApprovalSaysForWhatAndHowLong() {
    Family waiting = assessed(aFamily(), "POSITIVE");
    refused(
        "approval-before-decision",
        "terms.validFrom",
        () ->
            decide(
                waiting,
                aFamily().valid(AFamily.APPROVED.minusDays(1), AFamily.EXPIRES).approval(2)));
    refused(
        "approval-ends-before-it-starts",
        "terms.validTo",
        () ->
            decide(
                waiting,
                aFamily().valid(AFamily.APPROVED, AFamily.APPROVED.minusDays(1)).approval(2)));
    refused(
        "places-range",
        "terms.places",
        () -> decide(waiting, aFamily().withPlaces(13).approval(2)));
    refused("version-stale", () -> decide(waiting, aFamily().approval(1)));
    refused("outcome-code", "outcome", () -> decide(waiting, aFamily().decision(2, "PERHAPS")));
    refused("digest-sha256", "digest", () -> decide(waiting, said(waiting, "ABC", "Nr", "x")));
    refused(
        "terms-needed", "terms", () -> decide(waiting, said(waiting, AFamily.DIGEST, "Nr", "x")));
    refused("text-blank", "number", () -> decide(waiting, said(waiting, AFamily.DIGEST, " ", "x")));
  }

  private static DecideOnFamily said(Family family, String digest, String number, String reason) {
    return new DecideOnFamily(
        family.version(),
        number.isBlank() ? "REJECTED" : "APPROVED",
        number,
        "MUNICIPALITY",
        AFamily.APPROVED,
        digest,
        null,
        reason,
        new Provenance("SOCIAL_WORKER", AFamily.APPROVED));
  }

  @Test
  void aRejectionNeedsAReasonAndIsFinal() {
    AFamily family = aFamily();
    Family waiting = assessed(family, "NEGATIVE");
    var change =
        waiting.decide(
            UUID.randomUUID(), family.decision(2, "REJECTED"), LONGEST, false, by(APPROVER));
    assertEquals(FamilyRejected.class, change.event().getClass());
    assertEquals(
        Map.of("number", "Vendim nr. 17", "reason", "Banesa është e vogël"),
        change.details().get(0).values());
    Family rejected = change.state();
    refused("family-has-left", () -> assess(rejected, assessment(3, "POSITIVE")));
    refused("family-has-left", () -> decide(rejected, family.approval(3)));
    refused("family-state-order", () -> step(rejected, FamilyState.APPROVED));
  }

  @Test
  void kinInAnEmergencyAreApprovedBeforeTheAssessmentForAWhile() {
    LocalDate last = AFamily.APPROVED.plusDays(LONGEST);
    AFamily kin = aFamily().ofKin().valid(AFamily.APPROVED, last);
    Family family = decide(applied(kin), kin.decision(1, "PROVISIONAL"));
    assertEquals(FamilyState.APPROVED, family.state());
    assertEquals(true, family.provisional());
    refused(
        "provisional-too-late",
        () ->
            decide(
                family,
                aFamily().ofKin().valid(AFamily.APPROVED, last).decision(2, "PROVISIONAL")));
    refused(
        "provisional-too-long",
        "terms.validTo",
        () ->
            decide(
                applied(kin),
                aFamily()
                    .ofKin()
                    .valid(AFamily.APPROVED, last.plusDays(1))
                    .decision(1, "PROVISIONAL")));
    refused(
        "provisional-care-types",
        "terms.careTypes",
        () ->
            decide(
                applied(kin),
                aFamily()
                    .ofKin()
                    .offering("KINSHIP", "GUARDIANSHIP")
                    .valid(AFamily.APPROVED, last)
                    .decision(1, "PROVISIONAL")));
    AFamily strangers = aFamily().offering("FOSTER_EMERGENCY").valid(AFamily.APPROVED, last);
    refused(
        "provisional-for-kinship-only",
        () -> decide(applied(strangers), strangers.decision(1, "PROVISIONAL")));

    Family assessed = assess(family, assessment(2, "POSITIVE", LocalDate.of(2026, 5, 1)));
    assertEquals(FamilyState.APPROVED, assessed.state());
    Family whole =
        decide(assessed, aFamily().ofKin().decidedOn(LocalDate.of(2026, 5, 4)).approval(3));
    assertEquals(false, whole.provisional());
    Family failed = assess(family, assessment(2, "NEGATIVE", LocalDate.of(2026, 5, 1)));
    assertEquals(
        FamilyState.REJECTED,
        decide(failed, aFamily().decidedOn(LocalDate.of(2026, 5, 4)).decision(3, "REJECTED"))
            .state());
  }

  @Test
  void aRenewalKeepsTheStateAndSaysWhatHoldsFromItsFirstDay() {
    Family first = approved(aFamily().withPlaces(3).valid(AFamily.APPROVED, TODAY));
    Family again = assess(first, assessment(3, "POSITIVE", LocalDate.of(2026, 10, 1)));
    var change =
        again.decide(
            UUID.randomUUID(),
            aFamily()
                .withPlaces(1)
                .decidedOn(LocalDate.of(2026, 11, 1))
                .valid(TODAY.plusDays(1), AFamily.EXPIRES)
                .approval(4),
            LONGEST,
            false,
            by(APPROVER));
    assertEquals(FamilyApproved.class, change.event().getClass());
    Family renewed = change.state();
    assertEquals(AFamily.APPROVED, renewed.stateSince());
    assertEquals(3, renewed.approvalOn(TODAY).orElseThrow().terms().places());
    assertEquals(1, renewed.approvalOn(TODAY.plusDays(1)).orElseThrow().terms().places());
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
