// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;

/**
 * First life of a child in the register: referred, assessed, family approved, decision taken,
 * placed, followed, and the care ended.
 */
public final class FirstLife {
  private final Stage stage;
  private final Life life;

  /** Of somebody in Tirana. */
  public FirstLife(Stage stage) {
    this.stage = stage;
    this.life = stage.life();
  }

  /** All of it; ends with the first assertion that does not hold. */
  public void walk() throws InterruptedException {
    fromTheReferralToTheEndOfTheCare();
    whatWasMadeIsWhereItsAddressLeads();
    eachStepIsTakenByTheRoleThatMay();
    noStepComesTooEarlyOrTwice();
    theAssessorDoesNotApproveHisOwnAssessment();
    theParentRefersAndHearsHowFarItIs();
  }

  private JsonNode careCase(String id) {
    var view = life.worker.get("/api/cases/" + id);
    assertEquals(200, view.status(), view.text());
    return view.body();
  }

  /**
   * A child is referred, assessed, decided upon, placed, and the care ends; each past day is shown
   * as it was.
   */
  public void fromTheReferralToTheEndOfTheCare() {
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

  /** Location and ETag of what was made. */
  public void whatWasMadeIsWhereItsAddressLeads() {
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

  /** Others are refused, or find nothing. */
  public void eachStepIsTakenByTheRoleThatMay() {
    var child = life.child("Gjoka");
    var referral = Life.made(life.refer(child));
    assertEquals(200, life.screen(referral, "LOW").status());
    var byWorker = life.answer(life.worker, referral, "ACCEPTED");
    assertEquals(403, byWorker.status(), byWorker.text());
    assertEquals("cases.answer", byWorker.body().path("permission").asText());
    var elsewhere = stage.workerElsewhere();
    assertEquals(404, elsewhere.get("/api/cases/referrals/" + referral).status());
    assertEquals(403, stage.administrator().get("/api/cases?order=DATE").status());
    assertEquals(200, life.answer(life.head, referral, "ACCEPTED").status());
    var careCase = life.caseOf(referral);
    assertEquals(404, elsewhere.get("/api/cases/" + careCase).status());
    assertEquals(200, stage.regional().get("/api/cases/" + careCase).status());
    var emergency = Life.decision("EMERGENCY", "PLACEMENT");
    assertEquals(403, life.decide(life.worker, careCase, emergency).status());
    assertEquals(403, life.decide(stage.regional(), careCase, emergency).status());
  }

  /** 409 with the rule and a sentence in both languages. */
  public void noStepComesTooEarlyOrTwice() {
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

  /** Four eyes on a family. */
  public void theAssessorDoesNotApproveHisOwnAssessment() {
    var family = Life.made(life.apply(life.adult("Kola"), 2));
    refused(life.approve(life.head, family, 2), "family-not-assessed");
    assertEquals(200, life.assessFamily(life.head, family).status());
    refused(life.approve(life.head, family, 2), "approver-is-assessor");
  }

  /**
   * The parent's user refers; the module's worker and head take it up; the parent is told of each
   * state and keeps it itself.
   */
  public void theParentRefersAndHearsHowFarItIs() throws InterruptedException {
    var child = People.identity(People.girl("Ëngjëllushe", "Toska"));
    var number = stage.parent().refer(child);
    heard(number, "RECEIVED");
    var referral = ofParent(number);
    assertEquals(200, life.screen(referral, "HIGH").status());
    heard(number, "SCREENED");
    var accepted = life.answer(life.head, referral, "ACCEPTED");
    assertEquals(200, accepted.status(), accepted.text());
    heard(number, "ACCEPTED");
    var careCase = careCase(life.caseOf(referral));
    assertEquals("Toska", careCase.path("person").path("lastName").asText());
    var known = stage.parent().caller().get("/api/cases/" + careCase.path("id").asText());
    assertEquals(200, known.status(), "the parent's session is good here: " + known.text());
    assertEquals(401, stage.strangerOfTheParent().get("/api/cases?order=DATE").status());
  }

  private String ofParent(String number) {
    var list = life.worker.get("/api/cases/referrals?limit=100");
    assertEquals(200, list.status(), list.text());
    for (var referral : list.body().path("items")) {
      if (referral.path("caseNumber").asText().equals(number)) {
        return referral.path("id").asText();
      }
    }
    throw new AssertionError("no referral of " + number);
  }

  private void heard(String number, String state) throws InterruptedException {
    var last = "";
    for (int i = 0; i < 400 && !last.equals(state); i++) {
      TimeUnit.MILLISECONDS.sleep(i == 0 ? 0 : 50);
      last = stage.parent().state(number);
    }
    assertEquals(state, last, "what the parent has heard");
  }

  private static void refused(Answer answer, String rule) {
    assertEquals(409, answer.status(), answer.text());
    assertEquals(rule, answer.rule(), answer.text());
    assertFalse(answer.body().path("title").asText().isBlank());
    assertFalse(answer.body().path("title_sq").asText().isBlank());
  }
}
