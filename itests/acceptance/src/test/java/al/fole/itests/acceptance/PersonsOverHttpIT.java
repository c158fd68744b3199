// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonsOverHttpIT {
  private final Caller worker = Demonstration.worker();

  @Test
  @Clause("R-14")
  @Clause("R-70")
  @Clause("R-79")
  void aPersonIsRegisteredWithWhoGaveTheInformationAndReadBack() {
    var girl = Demonstration.girl("Çlirime", "Gjoni");
    var receipt = worker.post("/api/persons", girl.toString());
    assertEquals(201, receipt.status(), receipt.text());
    assertEquals("\"1\"", receipt.header("ETag"));
    assertTrue(receipt.header("Location").endsWith("/api/persons/" + receipt.id()));
    assertEquals(2, receipt.body().size(), "a receipt carries no personal data");
    var view = worker.get("/api/persons/" + receipt.id());
    assertEquals(200, view.status(), view.text());
    assertEquals("\"1\"", view.header("ETag"));
    assertEquals("Çlirime", view.body().path("firstName").asText());
    assertEquals("SOCIAL_WORKER", view.body().path("provider").asText());
    assertEquals("2026-01-15", view.body().path("informedOn").asText());
    assertFalse(view.body().path("recordedAt").asText().isEmpty());
    assertEquals(
        Demonstration.identity(girl).path("personalNumber").asText(),
        view.body().path("personalNumber").asText());
  }

  @Test
  @Clause("R-55")
  void aCorrectionKeepsTheFormerStateInTheHistory() {
    var girl = Demonstration.girl("Drita", "Hoxha");
    var id = worker.post("/api/persons", girl.toString()).id();
    Demonstration.identity(girl).put("lastName", "Dervishi");
    girl.put("reason", "martesë");
    var path = "/api/persons/" + id;
    assertEquals(428, worker.put(path, girl.toString(), Map.of()).status());
    assertEquals(412, worker.put(path, girl.toString(), Map.of("If-Match", "\"7\"")).status());
    var done = worker.put(path, girl.toString(), Map.of("If-Match", "\"1\""));
    assertEquals(200, done.status(), done.text());
    assertEquals("\"2\"", done.header("ETag"));
    assertEquals("Dervishi", worker.get(path).body().path("lastName").asText());
    var history = worker.get(path + "/history");
    assertEquals(200, history.status(), history.text());
    assertEquals("persons.registered", history.body().path(0).path("type").asText());
    assertEquals("Hoxha", history.body().path(0).path("details").path("lastName").asText());
    assertEquals("persons.corrected", history.body().path(1).path("type").asText());
    assertEquals("Dervishi", history.body().path(1).path("details").path("lastName").asText());
  }

  @Test
  @Clause("R-71")
  @Clause("R-94")
  void aRecordOutOfScopeAnswersExactlyAsOneThatIsNotThere() {
    var id = worker.post("/api/persons", Demonstration.girl("Era", "Leka").toString()).id();
    var elsewhere = Demonstration.workerElsewhere();
    for (var tail : new String[] {"", "/history"}) {
      var hidden = elsewhere.get("/api/persons/" + id + tail);
      var absent = elsewhere.get("/api/persons/" + UUID.randomUUID() + tail);
      assertEquals(404, hidden.status());
      assertEquals(404, absent.status());
      assertEquals(withoutRequest(absent), withoutRequest(hidden));
    }
    assertEquals(200, Demonstration.head().get("/api/persons/" + id).status());
    assertEquals(200, Demonstration.regional().get("/api/persons/" + id).status());
    assertEquals(200, Demonstration.national().get("/api/persons/" + id).status());
  }

  private static String withoutRequest(Caller.Answer answer) {
    return answer.text().replaceAll("[0-9a-f-]{36}", "id");
  }

  @Test
  @Clause("R-91")
  void whoMayReadMayNotTherebyWrite() {
    for (var caller : new Caller[] {Demonstration.regional(), Demonstration.national()}) {
      var refused = caller.post("/api/persons", Demonstration.girl("Fatime", "Marku").toString());
      assertEquals(403, refused.status(), refused.text());
      assertEquals("application/problem+json", refused.header("Content-Type").split(";")[0]);
    }
    var administrator = Demonstration.administrator();
    assertEquals(403, administrator.get("/api/persons/" + UUID.randomUUID()).status());
    assertEquals(403, search(administrator, "Marku").status());
  }

  @Test
  @Clause("R-66")
  void theSameNumberIsTheSamePersonAlsoAcrossMunicipalities() {
    var girl = Demonstration.girl("Gentiana", "Nika");
    var id = worker.post("/api/persons", girl.toString()).id();
    var again = worker.post("/api/persons", girl.toString());
    assertEquals(409, again.status(), again.text());
    assertEquals("person-exists", again.rule());
    assertEquals(id, again.body().path("person").asText());
    var elsewhere = Demonstration.workerElsewhere().post("/api/persons", girl.toString());
    assertEquals(409, elsewhere.status(), elsewhere.text());
    assertEquals("possible-match", elsewhere.rule());
    assertEquals("B53", elsewhere.body().path("unit").asText());
    assertFalse(elsewhere.text().contains(id), "it names the unit and nothing of the person");
  }

  @Test
  void aPersonIsFoundByNumberAndByTheBeginningOfANameWithoutDiacritics() {
    var name = "Zëqir" + Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "a");
    var girl = Demonstration.girl("Përparime", name);
    var id = worker.post("/api/persons", girl.toString()).id();
    var byName =
        search(worker, name.substring(0, 9).replace("ë", "e").toUpperCase(java.util.Locale.ROOT));
    assertEquals(200, byName.status(), byName.text());
    assertEquals(1, byName.body().path("items").size(), byName.text());
    assertEquals(id, byName.body().path("items").path(0).path("id").asText());
    var number = Demonstration.identity(girl).path("personalNumber").asText();
    var query = Caller.JSON.createObjectNode().put("personalNumber", number).put("limit", 10);
    var byNumber = worker.post("/api/persons/search", query.toString());
    assertEquals(id, byNumber.body().path("items").path(0).path("id").asText());
    assertFalse(byNumber.text().contains(number), "numbers are masked in lists");
    assertEquals(0, search(Demonstration.workerElsewhere(), name).body().path("items").size());
  }

  private static Caller.Answer search(Caller caller, String name) {
    var query = Caller.JSON.createObjectNode().put("name", name).put("limit", 10);
    return caller.post("/api/persons/search", query.toString());
  }

  @Test
  void aListIsPagedBySealedCursorsThatAnotherActorCannotUse() {
    var name = "Faqe" + Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "b");
    var ids = new HashSet<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(worker.post("/api/persons", Demonstration.girl("Ina", name).toString()).id());
    }
    var query = Caller.JSON.createObjectNode().put("name", name).put("limit", 2);
    var seen = new HashSet<String>();
    var page = worker.post("/api/persons/search", query.toString());
    for (int pages = 0; pages < 3; pages++) {
      page.body().path("items").forEach(item -> seen.add(item.path("id").asText()));
      if (page.body().path("next").isTextual()) {
        query.put("cursor", page.body().path("next").asText());
        assertNotEquals(
            200, Demonstration.head().post("/api/persons/search", query.toString()).status());
        page = worker.post("/api/persons/search", query.toString());
      }
    }
    assertEquals(ids, seen);
  }

  @Test
  void aChildWithoutNumberGetsATemporaryIdentifierAndIsLinkedLater() {
    var girl = Demonstration.girl("Jeta", "Prifti");
    var number = Demonstration.identity(girl).remove("personalNumber").asText();
    var id = worker.post("/api/persons", girl.toString()).id();
    var before = worker.get("/api/persons/" + id).body();
    assertTrue(before.path("temporaryIdentifier").asText().matches("T-[A-Z0-9]{8}"));
    assertTrue(
        before.path("personalNumber").isNull() || before.path("personalNumber").isMissingNode());
    Demonstration.identity(girl).put("personalNumber", number);
    girl.put("reason", "u regjistrua në gjendjen civile");
    var linked = worker.put("/api/persons/" + id, girl.toString(), Map.of("If-Match", "\"1\""));
    assertEquals(200, linked.status(), linked.text());
    var after = worker.get("/api/persons/" + id).body();
    assertEquals(number, after.path("personalNumber").asText());
    assertEquals(
        before.path("temporaryIdentifier").asText(), after.path("temporaryIdentifier").asText());
  }

  @Test
  void aRepeatedRequestWithItsKeyHasOneEffect() {
    var girl = Demonstration.girl("Klea", "Rama").toString();
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var first = worker.post("/api/persons", girl, key);
    var second = worker.post("/api/persons", girl, key);
    assertEquals(201, first.status(), first.text());
    assertEquals(first.status(), second.status(), second.text());
    assertEquals(first.id(), second.id());
    var other = worker.post("/api/persons", Demonstration.girl("Lule", "Rama").toString(), key);
    assertEquals(422, other.status());
    assertEquals("idempotency-key-reused", other.rule());
    var head = Demonstration.head().post("/api/persons", girl, key);
    assertEquals(409, head.status(), "a key is bound to its actor: " + head.text());
  }
}
