// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Life;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a referral and a case in words and dates, as HTTP shows and refuses it. */
class CasesOverHttpIT {
  private final Life life = Demonstration.stage().life();

  @Test
  @Clause("R-17")
  void whatWasFoundAndAnsweredAndSaidAtTheEndIsShown() {
    var referral = Life.made(life.refer(life.child("Gashi")));
    assertEquals(200, life.screen(referral, "LOW").status());
    assertEquals(200, life.answer(life.head, referral, "NOT_SUBSTANTIATED").status());
    var path = "/api/cases/referrals/" + referral;
    assertFalse(Demonstration.regional().get(path).body().has("narrative"), "the allegation");
    var shown = life.head.get(path).body();
    assertEquals("Mësuesja njofton se fëmija vjen i paushqyer.", shown.path("narrative").asText());
    assertEquals("Vizitë në shtëpi.", shown.path("findings").asText());
    assertEquals("Nuk u vërtetua.", shown.path("answerReason").asText());
    path = "/api/cases/" + life.openCase(life.child("Gashi"), "LOW");
    var closing = Caller.JSON.createObjectNode().put("reason", "NOT_NEEDED");
    closing.put("narrative", "Gjyshja u kujdes.").put("closedOn", Life.DECIDED);
    var expecting = Map.of("If-Match", life.head.get(path).header("ETag"));
    var closed = life.head.post(path + "/closure", closing.toString(), expecting);
    assertEquals(200, closed.status(), closed.text());
    var view = life.worker.get(path).body();
    assertEquals("NOT_NEEDED", view.path("closureReason").asText());
    assertEquals("Gjyshja u kujdes.", view.path("closureNarrative").asText());
  }

  @Test
  @Clause("R-59")
  void nothingIsRecordedOfACaseBeforeItOpened() {
    var careCase = life.openCase(life.child("Dervishi"), "IMMEDIATE");
    var early = Life.assessment().put("startedOn", Life.SCREENED).put("heardOn", Life.SCREENED);
    var assessed = life.worker.post("/api/cases/" + careCase + "/assessments", early.toString());
    assertEquals(422, assessed.status(), assessed.text());
    assertEquals("assessed-before-opening", assessed.rule());
    var emergency = Life.decision("EMERGENCY", "PLACEMENT");
    emergency.put("decidedOn", Life.SCREENED).put("inForceFrom", Life.SCREENED);
    var decided = life.decide(life.head, careCase, emergency);
    assertEquals(422, decided.status(), decided.text());
    assertEquals("decided-before-opening", decided.rule());
  }
}
