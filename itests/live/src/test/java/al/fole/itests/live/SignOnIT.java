// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A foreign bundle identifies, the module authorises; the bundle comes and goes as it likes. */
class SignOnIT {

  private static final String SIGN_ON = "/api/access/sessions/sign-on";

  @Test
  void aGateThatArrivesIdentifiesAndTheAccountAuthorises(@TempDir Path directory) throws Exception {
    try (var host = LiveHost.boot(directory)) {
      var nobody = Worker.nobody(host.url);
      Awaiting.await("access", () -> signOn(nobody, "LOW.nobody.0").status() == 422);
      assertEquals("gate-unknown", rule(signOn(nobody, "HIGH.arta.1")));
      var gate =
          host.context.installBundle(BuiltJars.current("org.example.gate").toUri().toString());
      gate.start();
      assertEquals("sign-on-failed", rule(signOn(nobody, "HIGH.arta.2")), "nobody linked her");
      var administrator = Worker.administrator(host.url);
      var account = account(administrator, "pmf.tirana");
      var linked =
          administrator.send(
              "POST",
              "/api/access/accounts/" + account + "/identities",
              "{\"gate\":\"example\",\"subject\":\"arta\"}",
              Map.of());
      assertEquals(201, linked.status(), linked.toString());
      var session = signOn(nobody, "HIGH.arta.3");
      assertEquals(201, session.status(), session.toString());
      assertEquals("PMF", session.json().path("role").asText());
      assertEquals(account, session.json().path("who").asText());
      assertEquals(
          "sign-on-failed", rule(signOn(nobody, "HIGH.arta.3")), "a credential is good once");
      gate.stop();
      assertEquals("gate-unknown", rule(signOn(nobody, "HIGH.arta.4")));
      var bearer = Map.of("Authorization", "Bearer " + session.json().path("token").asText());
      var own = nobody.send("GET", "/api/access/sessions/current", null, bearer);
      assertEquals(200, own.status(), "the session is ours and goes on");
    }
  }

  private static Worker.Answer signOn(Worker nobody, String credential) {
    var body = "{\"gate\":\"example\",\"credential\":\"%s\"}".formatted(credential);
    return nobody.send("POST", SIGN_ON, body, Map.of());
  }

  private static String rule(Worker.Answer answer) {
    return answer.json().path("rule").asText();
  }

  private static String account(Worker administrator, String name) {
    var list = administrator.send("GET", "/api/access/accounts?limit=200", null, Map.of());
    for (var account : list.json().path("items")) {
      if (account.path("name").asText().equals(name)) {
        return account.path("id").asText();
      }
    }
    throw new AssertionError(list.toString());
  }
}
