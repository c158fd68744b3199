// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.acceptance.Caller.Answer;
import al.fole.itests.clauses.Clause;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/**
 * First life of a child in the register: referred, assessed, family approved, decision taken,
 * placed, followed, and the care ended.
 */
class FirstLifeIT {
  private final Life life = Life.inTirana();

  private JsonNode careCase(String id) {
    var view = life.worker.get("/api/cases/" + id);
    assertEquals(200, view.status(), view.text());
    return view.body();
  }

  @Test
  @Clause("R-02")
  @Clause("R-43")
  @Clause("R-48")
  @Clause("R-49")
  @Clause("R-50")
  @Clause("R-51")
  @Clause("R-55")
  @Clause("R-81")
  @Clause("R-85")
  void fromTheReferralToTheEndOfTheCare() {
    var child = life.child("Marku");
    var careCase = life.openCase(child, "HIGH");
    assertEquals("INITIAL_ASSESSMENT", careCase(careCase).path("state").asText());
    assertTrue(
        careCase(careCase).path("fileNumber").asText().matches("RKAF-53-2026-[0-9]{5}"),
        careCase(careCase).path("fileNumber").asText());
    life.assessed(careCase);
    assertEquals("FULL_ASSESSMENT", careCase(careCase).path("state").asText());
    var family = life.approvedFamily("Prifti", 1);
    var decided = life.decide(life.worker, careCase, Life.decision("ADMINISTRATIVE", "PLACEMENT"));
    assertEquals(201, decided.status(), decided.text());
    assertEquals("IN_PREPARATION", careCase(careCase).path("state").asText());
    var placed = life.place(family, careCase, child, decided.id());
    assertEquals(201, placed.status(), placed.text());

    var inCare = careCase(careCase);
    assertEquals("IN_CARE", inCare.path("state").asText());
    assertEquals("FOSTER_LONG", inCare.path("care").path("careType").asText());
    assertEquals(Life.PLACED, inCare.path("care").path("startedOn").asText());
    assertTrue(inCare.path("care").path("days").asLong() > 200);
    assertEquals("Marku", inCare.path("person").path("lastName").asText());
    var home = life.worker.get("/api/families/" + family).body();
    assertTrue(home.path("active").asBoolean());
    assertEquals(0, home.path("freePlaces").asInt());

    stoodThen(careCase, Life.ANSWERED, "INITIAL_ASSESSMENT");
    stoodThen(careCase, Life.ASSESSED, "FULL_ASSESSMENT");
    stoodThen(careCase, Life.DECIDED, "IN_PREPARATION");
    stoodThen(careCase, Life.PLACED, "IN_CARE");

    var ended = life.end(placed.id(), "REUNIFIED", "2026-08-30");
    assertEquals(200, ended.status(), ended.text());
    assertEquals("AFTERCARE_FOLLOW_UP", careCase(careCase).path("state").asText());
    assertEquals("REUNIFIED", careCase(careCase).path("care").path("endReason").asText());
    assertFalse(life.worker.get("/api/families/" + family).body().path("active").asBoolean());
    stoodThen(careCase, "2026-08-01", "IN_CARE");
    stoodThen(careCase, "2026-08-31", "AFTERCARE_FOLLOW_UP");

    var types =
        life.worker.get("/api/cases/" + careCase + "/history").body().findValuesAsText("type");
    assertEquals(
        java.util.List.of(
            "cases.opened",
            "cases.assessed",
            "cases.decided",
            "cases.care-started",
            "cases.care-ended"),
        types);
  }

  @Test
  void whatWasMadeIsWhereItsAddressLeads() {
    var careCase = life.openCase(life.child("Hasa"), "HIGH");
    var draft = life.assess(careCase);
    var assessment = there(draft, "/api/cases/assessments/");
    assertEquals("HIGH", assessment.body().path("risk").asText());
    assertEquals(draft.header("ETag"), assessment.header("ETag"));
    assertEquals(200, life.finalise(assessment).status());
    assertEquals("\"2\"", there(draft, "/api/cases/assessments/").header("ETag"));
    var decided = life.decide(life.worker, careCase, Life.decision("COURT", "PLACEMENT"));
    var decision = there(decided, "/api/cases/decisions/");
    assertEquals("117/2026", decision.body().path("number").asText());
  }

  private Answer there(Answer made, String path) {
    assertEquals(201, made.status(), made.text());
    path += made.id();
    assertTrue(made.header("Location").endsWith(path), made.header("Location"));
    var there = life.worker.get(path);
    assertEquals(200, there.status(), there.text());
    assertEquals(made.id(), there.id());
    return there;
  }

  private void stoodThen(String careCase, String day, String state) {
    var then = life.worker.get("/api/cases/" + careCase + "/on/" + day);
    assertEquals(200, then.status(), then.text());
    assertEquals(state, then.body().path("state").asText(), day);
  }

  @Test
  @Clause("R-71")
  void eachStepIsTakenByTheRoleThatMay() {
    var child = life.child("Gjoka");
    var referral = Life.made(life.refer(child));
    assertEquals(200, life.screen(referral, "LOW").status());
    var byWorker = life.answer(life.worker, referral, "ACCEPTED");
    assertEquals(403, byWorker.status(), byWorker.text());
    assertEquals("cases.answer", byWorker.body().path("permission").asText());
    var elsewhere = Demonstration.workerElsewhere();
    assertEquals(404, elsewhere.get("/api/cases/referrals/" + referral).status());
    assertEquals(403, Demonstration.administrator().get("/api/cases?order=DATE").status());
    assertEquals(200, life.answer(life.head, referral, "ACCEPTED").status());
    var careCase = life.caseOf(referral);
    assertEquals(404, elsewhere.get("/api/cases/" + careCase).status());
    assertEquals(200, Demonstration.regional().get("/api/cases/" + careCase).status());
    var emergency = Life.decision("EMERGENCY", "PLACEMENT");
    assertEquals(403, life.decide(life.worker, careCase, emergency).status());
    assertEquals(403, life.decide(Demonstration.regional(), careCase, emergency).status());
  }

  @Test
  @Clause("R-21")
  void noStepComesTooEarlyOrTwice() {
    var child = life.child("Leka");
    var referral = Life.made(life.refer(child));
    refused(life.answer(life.head, referral, "ACCEPTED"), "referral-not-screened");
    assertEquals(200, life.screen(referral, "LOW").status());
    refused(life.screen(referral, "LOW"), "referral-already-screened");
    assertEquals(200, life.answer(life.head, referral, "ACCEPTED").status());
    refused(life.answer(life.head, referral, "ACCEPTED"), "referral-already-answered");
    var careCase = life.caseOf(referral);
    refused(
        life.decide(life.worker, careCase, Life.decision("COURT", "PLACEMENT")),
        "initial-assessment-not-final");
    var family = life.approvedFamily("Bega", 1);
    life.assessed(careCase);
    refused(life.assess(careCase), "initial-assessment-is-final");
    var decision =
        Life.made(life.decide(life.worker, careCase, Life.decision("COURT", "PLACEMENT")));
    var placed = life.place(family, careCase, child, decision);
    assertEquals(201, placed.status(), placed.text());
    refused(
        life.place(life.approvedFamily("Dedja", 1), careCase, child, decision),
        "child-already-placed");
    var other = life.child("Leka");
    var second = life.decided(other);
    refused(life.place(family, second[0], other, second[1]), "no-free-place");
  }

  @Test
  void theAssessorDoesNotApproveHisOwnAssessment() {
    var family = Life.made(life.apply(life.adult("Kola"), 2));
    refused(life.approve(life.head, family, 2), "family-not-assessed");
    assertEquals(200, life.assessFamily(life.head, family).status());
    refused(life.approve(life.head, family, 2), "approver-is-assessor");
  }

  private static void refused(Caller.Answer answer, String rule) {
    assertEquals(409, answer.status(), answer.text());
    assertEquals(rule, answer.rule(), answer.text());
    assertFalse(answer.body().path("title").asText().isBlank());
    assertFalse(answer.body().path("title_sq").asText().isBlank());
  }
}
