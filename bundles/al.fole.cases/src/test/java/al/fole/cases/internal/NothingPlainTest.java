// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.AnswerReferral;
import al.fole.cases.AssessChild;
import al.fole.cases.CaseId;
import al.fole.cases.CloseCase;
import al.fole.cases.RecordDecision;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ScreenReferral;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After all that can be said in a case, no table holds a word of it. */
class NothingPlainTest {
  private static final List<String> CANARIES =
      List.of(
          "Kanarinë",
          "Kafazi",
          "tregimi i kanarinës",
          "gjetjet e kanarinës",
          "arsyeja e kanarinës",
          "mendimi i kanarinës",
          "përmbledhja e kanarinës",
          "kanarina-117",
          "fundi i kanarinës");

  @Test
  void inAnyColumnOfAnyTable() {
    try (var world = new CasesWorld()) {
      live(world);
      assertEquals(List.of(), world.tablesShowing(CANARIES));
      assertTrue(world.tablesShowing(List.of("SOCIAL_WORKER")).contains("cases.care_case"));
    }
  }

  private static void live(CasesWorld world) {
    var some = world.someChild();
    PersonId bird =
        world.child(
            world.tirana,
            new Identity(
                null,
                null,
                "Kanarinë",
                null,
                "Kafazi",
                "F",
                some.birthDate(),
                false,
                "53",
                null,
                null));
    LocalDate day = world.daysAgo(60);
    ReferralId refused = referred(world, bird, day);
    world.referrals.answer(
        world.head, refused, new AnswerReferral(2, "DUPLICATE", null, "arsyeja e kanarinës", day));
    ReferralId referral = referred(world, bird, day);
    world.referrals.answer(world.head, referral, Said.answer(2, "ACCEPTED", day));
    CaseId id = world.caseOf(referral);
    assertEquals("tregimi i kanarinës", world.referrals.view(world.tirana, referral).narrative());
    var draft =
        world.assessments.assess(
            world.tirana,
            id,
            new AssessChild(
                day,
                "LOW",
                day,
                "mendimi i kanarinës",
                null,
                "përmbledhja e kanarinës",
                "NO_CARE",
                Said.by(day)));
    world.assessments.finalise(world.tirana, Said.assessmentOf(draft), 1, day);
    world.cases.decide(
        world.tirana,
        id,
        new RecordDecision(
            "COURT",
            "PLACEMENT",
            "kanarina-117",
            "COURT",
            day,
            day,
            null,
            Said.DIGEST,
            Said.by(day)));
    world.cases.close(
        world.head,
        id,
        new CloseCase(world.view(id).version(), "NOT_NEEDED", "fundi i kanarinës", day));
    var whole = world.view(id);
    assertEquals("mendimi i kanarinës", whole.assessments().get(0).views());
    assertEquals("përmbledhja e kanarinës", whole.assessments().get(0).summary());
    assertEquals("kanarina-117", whole.decisions().get(0).number());
    CANARIES.forEach(canary -> assertTrue(!whole.toString().contains(canary)));
  }

  private static ReferralId referred(CasesWorld world, PersonId child, LocalDate day) {
    var said =
        new RecordReferral(
            child, "NGO", List.of("NEGLECT"), true, "tregimi i kanarinës", day, Said.by(day));
    var id = new ReferralId(world.referrals.refer(world.tirana, said).id());
    world.referrals.screen(
        world.tirana, id, new ScreenReferral(1, "HIGH", "gjetjet e kanarinës", day));
    return id;
  }
}
