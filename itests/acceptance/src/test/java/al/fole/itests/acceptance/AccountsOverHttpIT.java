// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsOverHttpIT {
  private final Caller administrator = Demonstration.administrator();

  private static String newName() {
    return "u" + Long.toString(System.nanoTime(), 36);
  }

  private Caller.Answer create(String name) {
    var body = Caller.JSON.createObjectNode();
    body.put("name", name).put("role", "PMF").put("unit", "B53");
    return administrator.post("/api/access/accounts", body.toString());
  }

  @Test
  @Clause("R-11")
  @Clause("R-57")
  @Clause("R-89")
  void anAccountIsOneIndividualsAndItsFirstPasswordServesOnce() {
    var name = newName();
    var created = create(name);
    assertEquals(201, created.status(), created.text());
    var first = created.body().path("firstPassword").asText();
    assertFalse(first.isEmpty(), created.text());
    assertNotEquals(201, create(name).status(), "no shared name");
    var session = Demonstration.signIn(name, first, "CASE_WORK");
    assertEquals(201, session.status(), session.text());
    var caller = new Caller(RunningHost.get().url(), session.body().path("token").asText());
    assertEquals(403, caller.get("/api/persons/00000000-0000-7000-8000-000000000000").status());
    var change =
        Caller.JSON.createObjectNode().put("current", first).put("next", "nje-fjalekalim-i-gjate");
    var changed = caller.put("/api/access/password", change.toString(), Map.of());
    assertEquals(2, changed.status() / 100, changed.text());
    assertEquals(401, Demonstration.signIn(name, first, "CASE_WORK").status());
    assertEquals(201, Demonstration.signIn(name, "nje-fjalekalim-i-gjate", "CASE_WORK").status());
  }

  @Test
  @Clause("R-115")
  void disablingAnAccountStopsItsNextRequest() {
    var name = newName();
    var created = create(name);
    var id = created.id();
    var session =
        Demonstration.signIn(name, created.body().path("firstPassword").asText(), "CASE_WORK");
    var caller = new Caller(RunningHost.get().url(), session.body().path("token").asText());
    assertEquals(200, caller.get("/api/access/sessions/current").status());
    var version = administrator.get("/api/access/accounts/" + id).header("ETag");
    var disabled =
        administrator.post(
            "/api/access/accounts/" + id + "/disabling",
            "{\"reason\":\"largim nga detyra\"}",
            Map.of("If-Match", version));
    assertEquals(200, disabled.status(), disabled.text());
    assertEquals(401, caller.get("/api/access/sessions/current").status());
  }

  @Test
  @Clause("R-24")
  @Clause("R-25")
  void theAccessMatrixIsDataWithTheArticleOfEachRight() {
    var matrix = administrator.get("/api/access/matrix");
    assertEquals(200, matrix.status(), matrix.text());
    int rights = 0;
    for (var role : matrix.body()) {
      assertFalse(role.path("ground").asText().isEmpty(), role.toString());
      for (var right : role.path("permissions")) {
        assertFalse(right.path("ground").asText().isEmpty(), right.toString());
        rights++;
      }
      if (role.path("code").asText().equals("SHSSH_ADMIN")) {
        assertFalse(role.path("permissions").toString().contains("persons."), role.toString());
      }
    }
    assertTrue(rights > 10, matrix.text());
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSame() {
    var name = newName();
    create(name);
    var wrong = Demonstration.signIn(name, "jo-ky-fjalekalim", "CASE_WORK");
    var unknown = Demonstration.signIn(newName(), "jo-ky-fjalekalim", "CASE_WORK");
    assertEquals(401, wrong.status());
    assertEquals(
        unknown.text().replaceAll("[0-9a-f-]{36}", "id"),
        wrong.text().replaceAll("[0-9a-f-]{36}", "id"));
  }
}
