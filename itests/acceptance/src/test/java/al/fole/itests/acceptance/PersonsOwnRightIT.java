// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import org.junit.jupiter.api.Test;

/** A mother asks who looked at her daughter's file, and takes the answer home. */
class PersonsOwnRightIT {

  @Test
  @Clause("R-96")
  void whoLookedIsToldByInstitutionAndPurpose() {
    var worker = Demonstration.worker();
    var id = worker.post("/api/persons", Demonstration.girl("Drita", "Hoxha").toString()).id();
    worker.get("/api/persons/" + id);
    Demonstration.workerElsewhere().get("/api/persons/" + id);

    var question = Caller.JSON.createObjectNode();
    question.put("person", id).put("capacity", "PARENT").put("reason", "Me shkrim, nr. 7");
    assertEquals(403, worker.post("/api/audit/enquiries", question.toString()).status());
    var head = Demonstration.head();
    var asked = head.post("/api/audit/enquiries", question.toString());
    assertEquals(201, asked.status(), asked.text());

    var at = "/api/audit/enquiries/" + asked.id();
    var answer = head.get(at);
    assertEquals(200, answer.status(), answer.text());
    var told = new java.util.ArrayList<String>();
    for (var line : answer.body().path("items")) {
      told.add(
          line.path("institution").path("name").asText("-")
              + " "
              + line.path("purpose").path("code").asText()
              + " "
              + line.path("act").path("code").asText());
    }
    String unit = "Njësia për Mbrojtjen e Fëmijës Tiranë";
    assertTrue(told.contains(unit + " CASE_WORK CHANGED"), told.toString());
    assertTrue(told.contains(unit + " CASE_WORK SEEN"), told.toString());
    assertTrue(
        told.stream().anyMatch(it -> it.endsWith("CASE_WORK REFUSED")),
        "the attempt from elsewhere, by its kind: " + told);
    assertFalse(answer.text().contains("Shkodër"));

    var page = head.get(at + "/page");
    assertTrue(page.header("Content-Type").startsWith("text/html"), page.text());
    var table = head.get(at + "/table");
    assertTrue(table.header("Content-Type").startsWith("text/csv"), table.text());
    for (var form : java.util.List.of(answer, page, table)) {
      assertFalse(form.text().contains("pmf.tirana"));
      assertFalse(form.text().contains(id), "nor whose file it is");
    }
    assertEquals(404, Demonstration.national().get(at).status(), "another asks himself");
  }
}
