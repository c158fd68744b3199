// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.CaseId;
import al.fole.cases.ReferralId;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each step is taken by whoever may, within reach, and never without the part it needs. */
class HandsTest {
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
  void onlyTheHeadAnswersClosesAndDecidesInAnEmergency() {
    ReferralId referral = world.screened(world.child(), "IMMEDIATE");
    CaseId id = world.opened(world.child(), "IMMEDIATE");
    world.forbidden(
        "cases.answer", () -> world.referrals.answer(world.tirana, referral, world.accepting()));
    world.forbidden(
        "cases.close", () -> world.cases.close(world.tirana, id, Said.closing(1, world.today)));
    world.forbidden(
        "cases.decide-emergency",
        () -> world.cases.decide(world.tirana, id, Said.decision("EMERGENCY", world.today)));
  }

  @Test
  void supervisionReadsAndTheAdministratorSeesNothing() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "HIGH");
    ReferralId referral = world.referred(child);
    for (Actor actor : List.of(world.region, world.directorate, world.administrator)) {
      world.forbidden(
          "cases.refer",
          () -> world.referrals.refer(actor, Said.referral(child, world.daysAgo(60))));
      world.forbidden(
          "cases.screen",
          () -> world.referrals.screen(actor, referral, Said.screening(1, "LOW", world.today)));
      world.forbidden(
          "cases.assess", () -> world.assessments.assess(actor, id, Said.assessment(world.today)));
      world.forbidden(
          "cases.decide", () -> world.cases.decide(actor, id, Said.decision("COURT", world.today)));
      world.forbidden("cases.history", () -> world.cases.history(actor, id));
    }
    assertEquals(child, world.cases.view(world.region, id).child());
    assertEquals(child, world.cases.view(world.directorate, id).child());
    world.forbidden("cases.view", () -> world.cases.view(world.administrator, id));
    world.forbidden("cases.view", () -> world.cases.on(world.administrator, id, world.today));
    world.forbidden("cases.list", () -> world.referrals.list(world.administrator, null, 20, null));
  }

  @Test
  void outOfScopeAndNotThereAreTheSame() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "HIGH");
    ReferralId referral = world.referred(child);
    var draft =
        Said.assessmentOf(
            world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(50))));
    var nobody = new CaseId(UUID.randomUUID());
    Actor durres = world.headOfDurres;
    for (CaseId dark : List.of(id, nobody)) {
      world.absent(() -> world.cases.view(durres, dark));
      world.absent(() -> world.cases.history(durres, dark));
      world.absent(() -> world.cases.on(durres, dark, world.today));
      world.absent(() -> world.assessments.assess(durres, dark, Said.assessment(world.today)));
      world.absent(() -> world.cases.decide(durres, dark, Said.decision("COURT", world.today)));
      world.absent(() -> world.cases.close(durres, dark, Said.closing(1, world.today)));
    }
    world.absent(() -> world.assessments.view(durres, draft));
    world.absent(() -> world.assessments.rewrite(durres, draft, 1, Said.assessment(world.today)));
    world.absent(() -> world.assessments.finalise(durres, draft, 1, world.today));
    world.absent(() -> world.referrals.view(durres, referral));
    world.absent(
        () -> world.referrals.screen(durres, referral, Said.screening(1, "LOW", world.today)));
    world.absent(() -> world.referrals.answer(durres, referral, world.accepting()));
    world.absent(() -> world.referrals.refer(durres, Said.referral(child, world.daysAgo(60))));
  }

  @Test
  void withoutPersonsThePartIsNamedAndNothingWritten() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "HIGH");
    world.cases.persons = null;
    world.referrals.persons = null;
    try {
      for (Executable work :
          List.<Executable>of(
              () -> world.referrals.refer(world.tirana, Said.referral(child, world.daysAgo(60))),
              () -> world.cases.view(world.tirana, id))) {
        var problem = world.refused(Problem.Kind.UNAVAILABLE, "part-unavailable", work);
        assertEquals("persons", problem.more().get("part"));
      }
    } finally {
      world.cases.persons = world.persons;
      world.referrals.persons = world.persons;
    }
  }
}
