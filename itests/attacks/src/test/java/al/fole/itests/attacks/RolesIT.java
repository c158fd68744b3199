// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every route is asked in every role about the records of every place; who is answered, who is
 * refused and for whom nothing is there is what {@code rights.csv} says the articles say.
 */
class RolesIT {
  private static final RightsHost HOST = RightsHost.get();
  private static final RightsTable RIGHTS = RightsTable.read();
  private static final Map<String, Request> REQUESTS = Requests.all();
  private static final Map<String, CensusTable.Line> LINES =
      CensusTable.read().of("route").stream()
          .collect(Collectors.toMap(CensusTable.Line::name, line -> line));

  private static SmallWorld world;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  @Test
  @Clause("R-24")
  @Clause("R-91")
  @Clause("R-94")
  void everyRoleIsAnsweredAsTheArticlesSay() {
    var wrong = new TreeSet<String>();
    int allowed = 0;
    int denied = 0;
    for (var actor : world.actors.entrySet()) {
      for (var request : REQUESTS.values()) {
        for (var place : request.kind().isEmpty() ? List.of(world.tirana) : world.places()) {
          var expected = expected(actor.getKey(), request, place.name());
          allowed += expected == Expected.ALLOWED ? 1 : 0;
          denied += expected == Expected.ALLOWED ? 0 : 1;
          check(actor.getKey(), actor.getValue(), request, place, expected, wrong);
        }
      }
    }
    System.out.printf(
        "Roles over HTTP: %d roles, %d routes, %d places: %d allowed, %d denied, %d wrong%n",
        world.actors.size(), REQUESTS.size(), world.places().size(), allowed, denied, wrong.size());
    assertTrue(allowed > 100 && denied > 300);
    assertEquals(Set.of(), wrong);
  }

  @Test
  void everyRouteOfTheCensusIsAsked() {
    var own =
        Set.of(
            "DELETE /access/accounts/{id}/sessions", // would end those of the other tests
            "DELETE /access/sessions/current",
            "GET /openapi",
            "POST /access/sessions",
            "POST /access/sessions/sign-on");
    var missed = new TreeSet<>(LINES.keySet());
    missed.removeAll(REQUESTS.keySet());
    missed.removeIf(
        route -> own.contains(route) || line(route).permissions().equals(List.of("session")));
    missed.remove("POST /releases/archives"); // takes bytes, not a document
    assertEquals(Set.of(), missed);
  }

  @Test
  @Clause("R-90")
  void everyRefusalIsAnEntry() throws Exception {
    var request = request("POST /access/accounts");
    var by = world.newcomer;
    long before = refusals();
    assertEquals(403, request.ask(by, world.tirana).status());
    assertEquals(404, request("GET /cases/{id}").ask(by, world.shkoder).status());
    assertTrue(refusals() >= before + 2, "a refused permission and a record out of scope");
  }

  private static long refusals() throws Exception {
    return Long.parseLong(
        HOST.asked(
                "select count(*) from journal.event where type in"
                    + " ('access.administer-refused', 'access.absent-asked')")
            .get(0));
  }

  private enum Expected {
    ALLOWED,
    FORBIDDEN,
    ABSENT
  }

  private static Expected expected(String role, Request request, String place) {
    var codes = line(request).codes();
    if (codes.isEmpty()) {
      return Expected.ALLOWED;
    }
    if (!RIGHTS.has(role, codes)) {
      return Expected.FORBIDDEN;
    }
    boolean ofRecord = !Requests.OF_NO_UNIT.contains(request.kind());
    return !ofRecord || RIGHTS.reaches(role, codes, place) ? Expected.ALLOWED : Expected.ABSENT;
  }

  private static void check(
      String role, Caller by, Request request, Place place, Expected expected, Set<String> wrong) {
    var answer = request.ask(by, place);
    var what = role + " " + request.route() + " " + place.name() + ": " + expected + ", but ";
    switch (expected) {
      case ALLOWED -> {
        boolean stale = answer.rule().equals("reauthentication-required");
        boolean refused = answer.status() == 401 || answer.status() == 403 && !stale;
        if (refused || isAbsent(request, answer)) {
          wrong.add(what + answer.status() + " " + answer.text());
        }
      }
      case FORBIDDEN -> {
        var permission = answer.body().path("permission").asText();
        if (answer.status() != 403 || !line(request).codes().contains(permission)) {
          wrong.add(what + answer.status() + " " + answer.text());
        }
      }
      case ABSENT -> {
        var nobody = request.ask(by, Requests.NOBODY, place);
        if (answer.status() != 404 || !same(answer, nobody)) {
          wrong.add(what + answer.status() + " " + answer.text());
        }
      }
    }
  }

  /** A release that is not there is no secret. */
  private static boolean isAbsent(Request request, Answer answer) {
    return answer.status() == 404 && !Requests.OF_NO_UNIT.contains(request.kind());
  }

  private static boolean same(Answer one, Answer other) {
    return one.status() == other.status()
        && one.text()
            .replaceAll("\"request_id\":\"[^\"]*\"", "")
            .equals(other.text().replaceAll("\"request_id\":\"[^\"]*\"", ""));
  }

  private static Request request(String route) {
    return Objects.requireNonNull(REQUESTS.get(route), route);
  }

  private static CensusTable.Line line(Request request) {
    return line(request.route());
  }

  private static CensusTable.Line line(String route) {
    return Objects.requireNonNull(LINES.get(route), route);
  }
}
