// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static al.fole.families.internal.AFamily.assessment;
import static al.fole.families.internal.Course.APPROVER;
import static al.fole.families.internal.Course.ASSESSOR;
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
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyEvent.FamilyApproved;
import al.fole.families.FamilyEvent.FamilyRejected;
import al.fole.families.FamilyState;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a decision on a family needs before it, and what it says. */
class FamilyDecisionTest {
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
}
