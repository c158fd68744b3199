// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import al.fole.itests.story.FirstLife;
import al.fole.itests.story.Life;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What happens in a host before its journal is asked: the story, and what administrators do. */
final class Played {
  private static boolean done;

  private Played() {}

  /** Plays it unless it was played. */
  static synchronized void once(RightsHost host) throws InterruptedException {
    if (done) {
      return;
    }
    done = true;
    new FirstLife(host.stage()).walk();
    lists(host);
    families(host);
    overrides(host);
    accounts(host);
    secondFactor(host);
  }

  private static void lists(RightsHost host) {
    var worker = host.signedIn("pmf.tirana", "CASE_WORK");
    worker.get("/api/families");
    worker.get("/api/families/placements");
    worker.post("/api/persons/search", "{\"name\":\"Marku\",\"limit\":5}");
    worker.send("DELETE", "/api/access/sessions/current", null, Map.of());
  }

  /** One is not approved and protected no longer, one does not want to for a while. */
  private static void families(RightsHost host) {
    var life = host.stage().life();
    var adult = life.adult("Refuzuar");
    var rejected = Life.made(life.apply(adult, 1));
    ok(life.assessFamily(life.worker, rejected));
    var decision = Life.approval(1).put("outcome", "REJECTED").put("reason", "Pa kushte.");
    decision.remove("terms");
    ok(change(life.head, "/api/families/" + rejected, "/decision", decision));
    ok(change(life.head, "/api/persons/" + adult, "/protection/lifting", said("reason", "Kaloi.")));
    var resting = life.approvedFamily("Pushim", 1);
    var state = said("state", "ON_HOLD").put("reason", "Sëmundje.").put("changedOn", "2026-03-01");
    ok(change(life.head, "/api/families/" + resting, "/state", state));
    life.worker.get("/api/families/" + resting + "/history");
  }

  private static void overrides(RightsHost host) {
    var head = host.signedIn("head.tirana", "CASE_WORK");
    for (var list : new String[] {"notices", "reviews", "unsealings"}) {
      ok(head.get("/api/access/" + list));
    }
  }

  private static void accounts(RightsHost host) {
    var administrator = host.signedIn("admin", "ADMINISTRATION");
    ok(administrator.get("/api/access/accounts"));
    var account = said("name", "punonjes.prove").put("role", "PMF").put("unit", "B53");
    var made = administrator.post("/api/access/accounts", account.toString());
    var path = "/api/access/accounts/" + made.id();
    var worker =
        Stages.firstSession(host, "punonjes.prove", made.body().path("firstPassword").asText());
    var wrong = said("current", "jo-ky-fjalekalim").put("next", "nje-fjalekalim-i-gjate");
    worker.put("/api/access/password", wrong.toString(), Map.of());
    var training = said("number", "RK-1").put("on", "2026-01-10").put("until", "2028-01-09");
    ok(
        administrator.put(
            path + "/training",
            training.toString(),
            Map.of("If-Match", administrator.get(path).header("ETag"))));
    var assignment = said("role", "PMF").put("unit", "B48");
    ok(
        administrator.put(
            path + "/assignment",
            assignment.toString(),
            Map.of("If-Match", administrator.get(path).header("ETag"))));
    ok(change(administrator, path, "/disabling", said("reason", "largim")));
    ok(change(administrator, path, "/enabling", said("reason", "kthim")));
    ok(
        administrator.send(
            "POST",
            path + "/first-password",
            null,
            Map.of("If-Match", administrator.get(path).header("ETag"))));
  }

  private static void secondFactor(RightsHost host) {
    var worker = host.signedIn("head.durres", "CASE_WORK");
    ok(worker.post("/api/access/second-factor", said("password", RightsHost.PASSWORD).toString()));
  }

  private static Answer change(Caller by, String path, String step, ObjectNode body) {
    return by.post(path + step, body.toString(), Map.of("If-Match", by.get(path).header("ETag")));
  }

  private static ObjectNode said(String name, String value) {
    return Caller.JSON.createObjectNode().put(name, value);
  }

  private static void ok(Answer answer) {
    assertEquals(200, answer.status(), answer.text());
  }
}
