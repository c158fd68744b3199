// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.AssessChild;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.RecordDecision;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ScreenReferral;
import al.fole.persons.PersonId;
import al.fole.spi.Problem;
import al.fole.store.Receipt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing comes too early or twice. */
class OrderTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aReferralIsScreenedOnceAndThenAnsweredOnce() {
    ReferralId id = world.referred(world.child());
    world.conflict(
        "referral-not-screened",
        () ->
            world.referrals.answer(world.head, id, Said.answer(1, "ACCEPTED", world.daysAgo(57))));
    world.referrals.screen(world.tirana, id, Said.screening(1, "LOW", world.daysAgo(58)));
    world.conflict(
        "referral-already-screened",
        () ->
            world.referrals.screen(world.tirana, id, Said.screening(2, "LOW", world.daysAgo(58))));
    world.refused(
        Problem.Kind.STALE,
        "version-stale",
        () ->
            world.referrals.answer(world.head, id, Said.answer(1, "ACCEPTED", world.daysAgo(57))));
    world.referrals.answer(world.head, id, Said.answer(2, "NOT_SUBSTANTIATED", world.daysAgo(57)));
    world.conflict(
        "referral-already-answered",
        () ->
            world.referrals.answer(world.head, id, Said.answer(3, "ACCEPTED", world.daysAgo(57))));
    assertEquals("NOT_SUBSTANTIATED", world.referrals.view(world.tirana, id).state());
    assertNull(world.referrals.view(world.tirana, id).careCase());
  }

  @Test
  void aDecisionComesAfterTheAssessmentUnlessTheDangerIsImmediate() {
    CaseId id = world.opened(world.child(), "HIGH");
    for (String kind : List.of("ADMINISTRATIVE", "COURT")) {
      world.conflict(
          "initial-assessment-not-final",
          () -> world.cases.decide(world.head, id, Said.decision(kind, world.daysAgo(30))));
    }
    world.conflict(
        "risk-not-immediate",
        () -> world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(30))));
    world.assess(id, 40);
    world.invalid(
        "decidedOn",
        "decided-before-assessment",
        () -> world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(41))));
    var exception =
        Said.decision("COURT", "CAPACITY_EXCEPTION", world.daysAgo(39), world.daysAgo(39));
    world.cases.decide(world.tirana, id, exception);
    assertEquals(CaseState.FULL_ASSESSMENT, world.view(id).state());
    CaseId urgent = world.opened(world.child(), "IMMEDIATE");
    world.cases.decide(world.head, urgent, Said.decision("EMERGENCY", world.daysAgo(55)));
    assertEquals(CaseState.INITIAL_ASSESSMENT, world.view(urgent).state());
    assertEquals("117/2026", world.view(urgent).decisions().get(0).number());
  }

  @Test
  void aDecisionIsRecordedOnce() {
    CaseId id = world.assessed(world.child());
    RecordDecision court = Said.decision("COURT", world.daysAgo(35));
    world.cases.decide(world.tirana, id, court);
    long version = world.view(id).version();
    world.conflict("decision-already-recorded", () -> world.cases.decide(world.tirana, id, court));
    world.conflict(
        "decision-already-recorded",
        () -> world.cases.decide(world.tirana, id, numbered(court, " 117/2026 ")));
    assertEquals(version, world.view(id).version());
    world.cases.decide(world.tirana, id, numbered(court, "118/2026"));
    world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(34)));
    world.cases.decide(world.tirana, id, Said.decision("ADMINISTRATIVE", world.daysAgo(35)));
    world.cases.decide(world.tirana, world.assessed(world.child()), court);
    assertEquals(4, world.view(id).decisions().size());
  }

  private static RecordDecision numbered(RecordDecision said, String number) {
    return new RecordDecision(
        said.kind(),
        said.subject(),
        number,
        said.authority(),
        said.decidedOn(),
        said.inForceFrom(),
        said.validTo(),
        said.digest(),
        said.provenance());
  }

  @Test
  void aFurtherReferralRaisesTheRiskAndNeverLowersIt() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "MEDIUM");
    world.referrals.answer(world.head, world.screened(child, "LOW"), world.accepting());
    assertEquals("MEDIUM", world.view(id).risk());
    world.conflict(
        "risk-not-immediate",
        () -> world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(30))));
    ReferralId urgent = world.screened(child, "IMMEDIATE");
    world.referrals.answer(world.head, urgent, Said.answer(2, "ACCEPTED", world.daysAgo(54)));
    assertEquals("IMMEDIATE", world.view(id).risk());
    assertEquals("MEDIUM", world.cases.on(world.tirana, id, world.daysAgo(55)).risk());
    assertEquals("IMMEDIATE", world.cases.on(world.tirana, id, world.daysAgo(54)).risk());
    world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(30)));
  }

  @Test
  void aReferralOfLessRiskSaysNothingOfThePast() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "MEDIUM");
    world.assess(id, 40);
    world.referrals.answer(world.head, world.screened(child, "LOW"), world.accepting());
    assertEquals("MEDIUM", world.cases.on(world.tirana, id, world.daysAgo(41)).risk());
    assertEquals("HIGH", world.view(id).risk());
  }

  @Test
  void aDraftOfAClosedCaseIsNotRewritten() {
    CaseId id = world.opened(world.child(), "HIGH");
    Receipt draft = world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(50)));
    long version = world.view(id).version();
    world.cases.close(world.head, id, Said.closing(version, world.daysAgo(45)));
    world.conflict(
        "case-closed",
        () ->
            world.assessments.rewrite(
                world.tirana, Said.assessmentOf(draft), 1, Said.assessment(world.daysAgo(49))));
  }

  @Test
  void oneAssessmentAtATimeAndNoneAfterItIsFinal() {
    CaseId id = world.opened(world.child(), "HIGH");
    Receipt draft = world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(50)));
    var assessment = Said.assessmentOf(draft);
    world.conflict(
        "assessment-under-way",
        () -> world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(50))));
    world.conflict(
        "not-your-draft",
        () ->
            world.assessments.rewrite(
                world.colleague, assessment, 1, Said.assessment(world.daysAgo(50))));
    world.refused(
        Problem.Kind.STALE,
        "version-stale",
        () ->
            world.assessments.rewrite(
                world.tirana, assessment, 2, Said.assessment(world.daysAgo(50))));
    world.assessments.rewrite(world.tirana, assessment, 1, Said.assessment(world.daysAgo(49)));
    world.invalid(
        "finalisedOn",
        "final-before-start",
        () -> world.assessments.finalise(world.tirana, assessment, 2, world.daysAgo(51)));
    world.assessments.finalise(world.tirana, assessment, 2, world.daysAgo(45));
    world.conflict(
        "initial-assessment-is-final",
        () -> world.assessments.rewrite(world.tirana, assessment, 3, Said.assessment(world.today)));
    world.conflict(
        "initial-assessment-is-final",
        () -> world.assessments.finalise(world.tirana, assessment, 3, world.daysAgo(44)));
    world.conflict(
        "initial-assessment-is-final",
        () -> world.assessments.assess(world.tirana, id, Said.assessment(world.today)));
    var made = world.view(id).assessments().get(0);
    assertEquals(world.daysAgo(49), made.startedOn());
    assertEquals(world.daysAgo(45), made.finalisedOn());
    assertEquals("Dua të rri afër shkollës.", made.views());
    assertEquals(world.tirana.who(), made.assessor());
  }

  @Test
  void theChildIsHeardOrItIsSaidWhyNot() {
    CaseId id = world.opened(world.child(), "HIGH");
    LocalDate day = world.daysAgo(50);
    assessedWith(id, "heardOn", "child-heard-or-why-not", null, null, null);
    assessedWith(id, "heardOn", "child-heard-or-why-not", day, "Po.", "HEALTH");
    assessedWith(id, "views", "views-when-heard", day, null, null);
    assessedWith(id, "views", "views-when-heard", null, "Po.", "HEALTH");
    assessedWith(id, "notHeardReason", "code-unknown", null, null, "BORED");
    world.assessments.assess(world.tirana, id, assessment(null, null, "TOO_YOUNG"));
  }

  private static void assessedWith(
      CaseId id,
      String field,
      String rule,
      @Nullable LocalDate heardOn,
      @Nullable String views,
      @Nullable String why) {
    world.invalid(
        field,
        rule,
        () -> world.assessments.assess(world.tirana, id, assessment(heardOn, views, why)));
  }

  private static AssessChild assessment(
      @Nullable LocalDate heardOn, @Nullable String views, @Nullable String why) {
    LocalDate day = world.daysAgo(50);
    return new AssessChild(
        day, "LOW", heardOn, views, why, "Nevojat.", "FOSTER_CARE", Said.by(day));
  }

  @Test
  void aClosedCaseStaysClosedAndAPlacedChildsCaseStaysOpen() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    long version = world.view(id).version();
    world.refused(
        Problem.Kind.STALE,
        "version-stale",
        () -> world.cases.close(world.head, id, Said.closing(version - 1, world.today)));
    world.invalid(
        "closedOn",
        "closed-before-last",
        () -> world.cases.close(world.head, id, Said.closing(version, world.daysAgo(41))));
    world.cases.close(world.head, id, Said.closing(version, world.daysAgo(20)));
    assertEquals(CaseState.CLOSED_NOT_NEEDED, world.view(id).state());
    world.conflict(
        "case-closed",
        () -> world.cases.close(world.head, id, Said.closing(version + 1, world.today)));
    world.conflict(
        "case-closed",
        () -> world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(10))));
    world.conflict(
        "case-closed",
        () -> world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(10))));

    PersonId moved = world.child();
    CaseId over = world.assessed(moved);
    var court = world.cases.decide(world.tirana, over, Said.decision("COURT", world.daysAgo(35)));
    var lived = Said.placement(over, moved, court, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, lived);
    world.end(world.tirana, Said.end(lived, "MOVED_FAMILY", world.daysAgo(20)));
    assertEquals(CaseState.IN_PREPARATION, world.view(over).state());
    world.cases.close(
        world.head, over, Said.closing(world.view(over).version(), world.daysAgo(10)));
    assertEquals(CaseState.CLOSED, world.view(over).state());

    PersonId other = world.child();
    CaseId placed = world.assessed(other);
    var decision =
        world.cases.decide(world.tirana, placed, Said.decision("COURT", world.daysAgo(35)));
    world.place(
        world.tirana, Said.placement(placed, other, decision, "FOSTER_LONG", world.daysAgo(30)));
    world.conflict(
        "case-has-placement",
        () ->
            world.cases.close(
                world.head, placed, Said.closing(world.view(placed).version(), world.today)));
  }

  @Test
  void whatIsSaidOfAReferralHoldsTogether() {
    PersonId child = world.child();
    LocalDate day = world.daysAgo(60);
    referredWith("reasons", "reason-needed", child, "SCHOOL", List.of(), day);
    referredWith("reasons", "code-unknown", child, "SCHOOL", List.of("NEGLECT", "BORED"), day);
    referredWith("channel", "code-unknown", child, "TELEPATHY", List.of("NEGLECT"), day);
    referredWith(
        "referredOn",
        "business-date-range",
        child,
        "SCHOOL",
        List.of("OTHER"),
        world.today.plusDays(1));
    referredWith(
        "referredOn",
        "referred-before-birth",
        child,
        "SCHOOL",
        List.of("OTHER"),
        LocalDate.of(1999, 1, 1));
    ReferralId id = world.referred(child);
    world.invalid(
        "screenedOn",
        "screened-before-referral",
        () ->
            world.referrals.screen(world.tirana, id, Said.screening(1, "LOW", world.daysAgo(61))));
    world.invalid(
        "risk",
        "code-unknown",
        () ->
            world.referrals.screen(world.tirana, id, Said.screening(1, "TINY", world.daysAgo(58))));
    world.invalid(
        "findings",
        "text-too-long",
        () ->
            world.referrals.screen(
                world.tirana, id, new ScreenReferral(1, "LOW", "a".repeat(4_001), world.today)));
    world.invalid(
        "findings",
        "text-unreadable",
        () ->
            world.referrals.screen(
                world.tirana, id, new ScreenReferral(1, "LOW", "Një\u0007", world.today)));
    world.referrals.screen(
        world.tirana,
        id,
        new ScreenReferral(1, "LOW", "Një paragraf.\n\nNjë tjetër.", world.today));
  }

  private static void referredWith(
      String field,
      String rule,
      PersonId child,
      String channel,
      List<String> reasons,
      LocalDate on) {
    var command =
        new RecordReferral(child, channel, reasons, false, null, on, Said.by(world.daysAgo(60)));
    world.invalid(field, rule, () -> world.referrals.refer(world.tirana, command));
  }
}
