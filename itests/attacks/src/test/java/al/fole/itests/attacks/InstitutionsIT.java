// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom the decisions name, and what they leave to whom. */
class InstitutionsIT {
  private static final RightsHost HOST = RightsHost.get();

  private static SmallWorld world;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  @Test
  @Clause("R-13")
  @Clause("R-69")
  void everyInstitutionOfBothDecisionsHasItsKindOfUnit() {
    var kinds = new TreeSet<String>();
    world
        .actor("SHSSH_ADMIN")
        .get("/api/access/units")
        .body()
        .forEach(unit -> kinds.add(unit.path("kind").asText()));
    var named =
        Set.of(
            "NVNR",
            "BASHKI",
            "NJMF",
            "QARK",
            "SHSSH_REG",
            "SHSSH_HQ",
            "INSTITUTION",
            "INSPECTORATE",
            "MINISTRY",
            "ASHDMF");
    assertTrue(kinds.containsAll(named), kinds.toString());
  }

  @Test
  @Clause("R-27")
  void whoeverReportsForAnotherDecisionReadsNoRecord() {
    assertNothingIsRead("STAT_EXT");
  }

  @Test
  @Clause("R-28")
  void technicalAdministrationHasNoLoginAndTheAdministratorNoRecord() {
    var body = Caller.JSON.createObjectNode().put("name", "akshi.ops").put("role", "AKSHI_OPS");
    var refused =
        world.actor("SHSSH_ADMIN").post("/api/access/accounts", body.put("unit", "N").toString());
    assertTrue(refused.status() == 409 || refused.status() == 422, refused.text());
    assertNothingIsRead("SHSSH_ADMIN");
  }

  @Test
  @Clause("R-113")
  void controlReadsWhatItsOpenFileNamesAndNothingElse() throws Exception {
    var control = world.actor("SHSSH_CONTROL");
    var path = "/api/cases/" + world.berat.id("case");
    assertEquals(200, control.get(path).status());
    assertEquals(404, control.get("/api/cases/" + world.tirana.id("case")).status());
    assertEquals(200, control.get("/api/audit/status").status());
    HOST.run(
        "update access.charge set closed_on = current_date where account ="
            + " (select id from access.account where name = 'kontrolli')");
    try {
      assertEquals(404, control.get(path).status(), "its file is closed");
    } finally {
      HOST.run("update access.charge set closed_on = null where charge = 'MANDATE'");
    }
  }

  private static void assertNothingIsRead(String role) {
    for (var request : Requests.all().values()) {
      if (!Requests.OF_NO_UNIT.contains(request.kind())) {
        var answer = request.ask(world.actor(role), world.tirana);
        assertEquals(403, answer.status(), request.route() + " " + answer.text());
      }
    }
  }
}
