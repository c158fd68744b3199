// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real thing: production and training begin with one administrator and nobody invented. */
class ModesIT {

  private static final String FIRST = "fjalë-e-parë-2026";
  private static final String OWN = "krejt-ndryshe-nga-e-para";

  @TempDir Path home;

  @Test
  void productionBeginsWithKeysMadeByAPersonAndOneAdministrator() throws Exception {
    Path keys = home.resolve("keys");
    try (TestDatabase database = BuildPostgres.create()) {
      Map<String, String> production = environment(database, "production");
      production.put("FOLE_KEYS", keys.toString());
      refused(production, "There are no keys in " + keys);
      assertEquals("made the keys in " + keys, run("keys", "create", keys.toString()));
      assertEquals("sound: the keys in " + keys, run("keys", "check", keys.toString()));
      assertFalse(Files.exists(home.resolve("data/keys")));

      try (RunningHost host = RunningHost.start(home, production)) {
        becomesAdministrator(host.url());
        assertEquals(1, host.out().lines().count(), host.out());
        assertEquals(401, RunningHost.signIn(host.url(), "pmf.tirana", FIRST).statusCode());
        assertFalse(Files.exists(home.resolve("data/demonstration-password")));
      }
      production.put("FOLE_MODE", "demonstration");
      refused(production, "born in PRODUCTION mode, not in DEMONSTRATION");
    }
  }

  @Test
  void trainingMakesItsKeysAndKnowsNobodyInvented() throws Exception {
    try (TestDatabase database = BuildPostgres.create()) {
      try (RunningHost host = RunningHost.start(home, environment(database, "training"))) {
        becomesAdministrator(host.url());
        assertEquals(1, host.out().lines().count(), host.out());
        assertEquals(401, RunningHost.signIn(host.url(), "pmf.tirana", FIRST).statusCode());
        assertTrue(Files.exists(home.resolve("data/keys/subject.key")));
      }
    }
  }

  /** With the first password nothing but a password of his own; then the first one is dead. */
  private static void becomesAdministrator(String url) throws Exception {
    HttpResponse<String> first = RunningHost.signIn(url, "drejtuesja", FIRST);
    assertEquals(201, first.statusCode(), first.body());
    assertTrue(first.body().contains("\"mustChangePassword\":true"), first.body());
    String token = RunningHost.text(first, "token");
    HttpResponse<String> early = RunningHost.ask("GET", url + "/api/access/accounts", token, "");
    assertEquals(403, early.statusCode());
    assertEquals("first-password-must-change", RunningHost.text(early, "rule"));
    assertEquals(401, RunningHost.signIn(url, "drejtuesja", FIRST).statusCode(), "one session");
    String change = "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(FIRST, OWN);
    HttpResponse<String> own = RunningHost.ask("PUT", url + "/api/access/password", token, change);
    assertEquals(200, own.statusCode(), own.body());
    assertEquals(401, RunningHost.signIn(url, "drejtuesja", FIRST).statusCode(), "it is dead");
    HttpResponse<String> second = RunningHost.signIn(url, "drejtuesja", OWN);
    assertEquals(201, second.statusCode(), second.body());
    assertTrue(second.body().contains("\"mustChangePassword\":false"), second.body());
    String session = RunningHost.text(second, "token");
    String accounts = url + "/api/access/accounts";
    assertEquals("second-factor-must-enrol", refusal(accounts, session));
    String code = enrols(url, session);
    assertEquals("undertaking-must-accept", refusal(accounts, session));
    String accept = url + "/api/access/undertaking";
    assertEquals(200, RunningHost.ask("PUT", accept, session, "{\"version\":\"1\"}").statusCode());
    HttpResponse<String> without = RunningHost.signIn(url, "drejtuesja", OWN);
    assertEquals(401, without.statusCode());
    assertEquals("code-required", RunningHost.text(without, "rule"));
    String again =
        "{\"name\":\"drejtuesja\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(OWN, code);
    HttpResponse<String> used = RunningHost.ask("POST", url + "/api/access/sessions", "", again);
    assertEquals(401, used.statusCode(), "a code is good once");
    HttpResponse<String> list = RunningHost.ask("GET", url + "/api/access/accounts", session, "");
    assertEquals(200, list.statusCode(), list.body());
    assertTrue(list.body().contains("drejtuesja"), list.body());
    assertFalse(list.body().contains("pmf.tirana"), list.body());
  }

  private static String refusal(String url, String token) throws Exception {
    HttpResponse<String> answer = RunningHost.ask("GET", url, token, "");
    assertEquals(403, answer.statusCode(), answer.body());
    return RunningHost.text(answer, "rule");
  }

  /** Sets up an authenticator as a person does, and returns the code it was confirmed with. */
  private static String enrols(String url, String token) throws Exception {
    String at = url + "/api/access/second-factor";
    HttpResponse<String> begun =
        RunningHost.ask("POST", at, token, "{\"password\":\"%s\"}".formatted(OWN));
    assertEquals(200, begun.statusCode(), begun.body());
    String code = Authenticator.code(RunningHost.text(begun, "secret"));
    HttpResponse<String> confirmed =
        RunningHost.ask("PUT", at + "/confirmation", token, "{\"code\":\"%s\"}".formatted(code));
    assertEquals(200, confirmed.statusCode(), confirmed.body());
    return code;
  }

  private Map<String, String> environment(TestDatabase database, String mode) throws Exception {
    RunningHost.given(home, database);
    Path password = Files.writeString(home.resolve("first-password"), FIRST + "\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("FOLE_MODE", mode);
    environment.put("FOLE_DATABASE", RunningHost.administrator(database));
    environment.put("FOLE_ADMINISTRATOR", "drejtuesja");
    environment.put("FOLE_FIRST_PASSWORD_FILE", password.toString());
    return environment;
  }

  /** One sentence in each language. */
  private void refused(Map<String, String> environment, String reason) throws Exception {
    try (RunningHost host = RunningHost.start(home, environment)) {
      assertEquals(2, host.status());
      List<String> lines = host.err().lines().toList();
      assertEquals(2, lines.size(), host.err());
      assertTrue(lines.get(0).contains(reason), host.err());
      assertTrue(lines.get(1).contains(reason), host.err());
      assertEquals("", host.out());
    }
  }

  private String run(String... words) throws Exception {
    try (RunningHost command = RunningHost.start(home, Map.of(), words)) {
      assertEquals(0, command.status(), command.err());
      return command.out().strip();
    }
  }
}
