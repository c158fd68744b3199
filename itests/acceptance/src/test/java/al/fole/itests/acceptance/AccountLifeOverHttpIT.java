// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account from its first password to its end, as its person and the administrator see it. */
class AccountLifeOverHttpIT {
  private static final String OWN = "nje-fjalekalim-i-gjate";
  private static final String REASON = "{\"reason\":\"shkelje e konstatuar nga kontrolli\"}";
  private final Caller administrator = Demonstration.administrator();
  private final String name = "u" + Long.toString(System.nanoTime(), 36);
  private final String id = create();

  private String create() {
    var body = Caller.JSON.createObjectNode();
    body.put("name", name).put("role", "PMF").put("unit", "B53");
    var created = administrator.post("/api/access/accounts", body.toString());
    assertEquals(201, created.status(), created.text());
    var first = created.body().path("firstPassword").asText();
    var change = Caller.JSON.createObjectNode().put("current", first).put("next", OWN);
    var set =
        caller(Demonstration.signIn(name, first, "CASE_WORK"))
            .put("/api/access/password", change.toString(), Map.of());
    assertEquals(200, set.status(), set.text());
    return created.id();
  }

  private static Caller caller(Caller.Answer session) {
    assertEquals(201, session.status(), session.text());
    return new Caller(RunningHost.get().url(), session.body().path("token").asText());
  }

  private Caller signedIn() {
    return caller(Demonstration.signIn(name, OWN, "CASE_WORK"));
  }

  private Caller.Answer signIn(ObjectNode more, Map<String, String> headers) {
    more.put("name", name);
    if (!more.has("password")) {
      more.put("password", OWN);
    }
    return Demonstration.anonymous().post("/api/access/sessions", more.toString(), headers);
  }

  private static ObjectNode json() {
    return Caller.JSON.createObjectNode();
  }

  private Caller.Answer change(String verb) {
    var version = administrator.get("/api/access/accounts/" + id).header("ETag");
    return administrator.post(
        "/api/access/accounts/" + id + "/" + verb, REASON, Map.of("If-Match", version));
  }

  @Test
  @Clause("R-115")
  void itIsLimitedSuspendedAndRestored() {
    var worker = signedIn();
    assertEquals(200, change("suspension").status());
    assertEquals(401, worker.get("/api/access/sessions/current").status(), "its next request");
    assertEquals(401, Demonstration.signIn(name, OWN, "CASE_WORK").status());
    assertEquals(409, change("limitation").status());
    assertEquals(200, change("restoration").status());
    assertEquals(200, change("limitation").status());
    var limited = signedIn();
    assertEquals(200, limited.get("/api/cases").status());
    var own = limited.get("/api/access/sessions/current");
    assertTrue(own.body().path("readOnly").asBoolean(), own.text());
    var written = limited.post("/api/persons", Demonstration.girl("Era", "Kola").toString());
    assertEquals("account-limited", written.rule(), written.text());
    assertEquals(200, change("deactivation").status());
    var seen = administrator.get("/api/access/accounts/" + id);
    assertEquals("DEACTIVATED", seen.body().path("state").asText());
  }

  @Test
  @Clause("R-13")
  void itHasSeveralRolesAndASessionOne() {
    var until = Instant.now().plusSeconds(3600).toString();
    var grant = json().put("role", "NJMF_HEAD").put("unit", "B53").put("until", until);
    var granted = administrator.post("/api/access/accounts/" + id + "/roles", grant.toString());
    assertEquals(201, granted.status(), granted.text());
    assertEquals("PMF", signIn(json(), Map.of()).body().path("role").asText());
    var head = signIn(json().put("role", "NJMF_HEAD"), Map.of());
    assertEquals("NJMF_HEAD", head.body().path("role").asText(), head.text());
    var none = signIn(json().put("role", "SHSSH_HQ"), Map.of());
    assertEquals("role-not-held", none.rule(), none.text());
    var roles = administrator.get("/api/access/accounts/" + id + "/roles").body();
    assertEquals(2, roles.size(), roles.toString());
    var caller = caller(head);
    var ended =
        administrator.send(
            "DELETE",
            "/api/access/accounts/" + id + "/roles/" + roles.get(1).path("id").asText(),
            null,
            Map.of());
    assertEquals(200, ended.status(), ended.text());
    assertEquals(401, caller.get("/api/access/sessions/current").status());
  }

  @Test
  @Clause("R-57")
  @Clause("R-95")
  void itsPersonIsTrainedAndAcceptsTheUndertakingHimself() {
    var version = administrator.get("/api/access/accounts/" + id).header("ETag");
    var training =
        json().put("number", "T-2026/117").put("on", "2026-03-01").put("until", "2028-02-29");
    var trained =
        administrator.put(
            "/api/access/accounts/" + id + "/training",
            training.toString(),
            Map.of("If-Match", version));
    assertEquals(200, trained.status(), trained.text());
    var worker = signedIn();
    for (var text : worker.get("/api/access/briefings").body()) {
      assertFalse(text.path("sq").asText().isEmpty(), text.toString());
      assertFalse(text.path("ground").asText().isEmpty(), text.toString());
      var path = text.path("kind").asText().equals("MANUAL") ? "manual" : "undertaking";
      var body = json().put("version", text.path("version").asText()).toString();
      assertEquals(200, worker.put("/api/access/" + path, body, Map.of()).status());
    }
    var account = administrator.get("/api/access/accounts/" + id).body();
    assertEquals("1", account.path("undertakingVersion").asText(), account.toString());
    assertEquals("1", account.path("manualVersion").asText(), account.toString());
    assertEquals("2028-02-29", account.path("trainingUntil").asText(), account.toString());
  }

  @Test
  void itsPersonSeesAndEndsHisSessions() {
    var first = signedIn();
    var second = signedIn();
    var own = second.get("/api/access/sessions/current").body().path("id").asText();
    var list = first.get("/api/access/sessions").body();
    assertTrue(list.toString().contains(own), list.toString());
    assertFalse(list.toString().contains("token"), list.toString());
    assertEquals(200, first.send("DELETE", "/api/access/sessions/" + own, null, Map.of()).status());
    assertEquals(401, second.get("/api/access/sessions/current").status());
    assertEquals(200, first.send("DELETE", "/api/access/sessions", null, Map.of()).status());
    assertEquals(401, first.get("/api/access/sessions/current").status());
    var third = signedIn();
    var ended =
        administrator.send("DELETE", "/api/access/accounts/" + id + "/sessions", null, Map.of());
    assertEquals(200, ended.status(), ended.text());
    assertEquals(401, third.get("/api/access/sessions/current").status());
  }

  @Test
  void aSecondFactorMayBeSetUpInADemonstration() {
    var worker = signedIn();
    var begun = worker.post("/api/access/second-factor", json().put("password", OWN).toString());
    assertEquals(200, begun.status(), begun.text());
    assertTrue(begun.body().path("secret").asText().matches("[A-Z2-7]{32}"), begun.text());
    assertEquals(201, signIn(json(), Map.of()).status(), "not before its first code");
    var wrong =
        worker.put(
            "/api/access/second-factor/confirmation",
            json().put("code", "abcdef").toString(),
            Map.of());
    assertEquals("code-wrong", wrong.rule(), wrong.text());
  }

  @Test
  void itsPersonProvesAgainWhoHeIs() {
    var worker = signedIn();
    var at = "/api/access/sessions/current/reauthentication";
    assertEquals(
        "current-password-wrong",
        worker.post(at, json().put("password", "jo ky").toString()).rule());
    assertEquals(201, worker.post(at, json().put("password", OWN).toString()).status());
  }

  @Test
  void aForwardedAddressIsNotBelieved() {
    signedIn();
    for (int i = 0; i < 6; i++) {
      var spoofed =
          Map.of(
              "X-Forwarded-For", "203.0.113." + i,
              "Forwarded", "for=203.0.113." + i,
              "X-Real-IP", "203.0.113." + i);
      assertEquals(401, signIn(json().put("password", "guess"), spoofed).status());
    }
    var slowed = signIn(json(), Map.of());
    assertEquals(429, slowed.status(), "all six came from here: " + slowed.text());
    assertNotEquals("", slowed.header("Retry-After"));
  }

  @Test
  void aHeaderDoesNotChangeThePurposeOfASession() {
    var worker = signedIn();
    var spoofed = worker.send("GET", "/api/cases", null, Map.of("Fole-Purpose", "SUPERVISION"));
    assertEquals("purpose-of-session", spoofed.rule(), spoofed.text());
    assertEquals(
        200, worker.send("GET", "/api/cases", null, Map.of("Fole-Purpose", "CASE_WORK")).status());
  }
}
