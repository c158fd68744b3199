// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.story.Caller;
import java.util.Map;

/** How a person comes to an account of his own. */
final class Stages {
  /** The password everybody invited has chosen. */
  static final String CHOSEN = "nje-fjalekalim-i-gjate-1";

  private Stages() {}

  /** The session of a first password, which can only choose another. */
  static Caller firstSession(RightsHost host, String name, String firstPassword) {
    return host.signedIn(name, firstPassword, "");
  }

  /** Invited by the administrator, with a password of his own, signed in for the usual purpose. */
  static Caller newcomer(
      RightsHost host,
      Caller administrator,
      String name,
      String role,
      String unit,
      String purpose) {
    var body = Caller.JSON.createObjectNode().put("name", name).put("role", role).put("unit", unit);
    var made = administrator.post("/api/access/accounts", body.toString());
    assertEquals(201, made.status(), made.text());
    var first = made.body().path("firstPassword").asText();
    var session = firstSession(host, name, first);
    var change = Caller.JSON.createObjectNode().put("current", first).put("next", CHOSEN);
    var changed = session.put("/api/access/password", change.toString(), Map.of());
    assertEquals(2, changed.status() / 100, changed.text());
    return host.signedIn(name, CHOSEN, purpose);
  }
}
