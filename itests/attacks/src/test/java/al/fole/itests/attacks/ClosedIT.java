// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.story.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is over is read by those who read it before and changed by nobody, in whatever role: whoever
 * reads it is told why, and for whoever does not it is not there.
 */
class ClosedIT {
  private static final RightsTable RIGHTS = RightsTable.read();

  /** Kinds of record that are over, and what whoever reads them is told. */
  private static final Map<String, String> OVER =
      Map.of(
          "case", "case-closed",
          "assessment", "case-closed",
          "family", "family-has-left",
          "placement", "placement-already-ended");

  private static final Map<String, CensusTable.Line> LINES =
      CensusTable.read().of("route").stream()
          .collect(Collectors.toMap(CensusTable.Line::name, line -> line));

  private static SmallWorld world;
  private static Place over;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(RightsHost.get());
    over = world.over();
  }

  @Test
  void everyRoleReadsWhatIsOverAndNoneChangesIt() {
    var wrong = new TreeSet<String>();
    var asked = new TreeSet<String>();
    int told = 0;
    for (var actor : world.actors.entrySet()) {
      for (var request : Requests.all().values()) {
        if (OVER.containsKey(request.kind()) && !request.route().contains(" of ")) {
          String expected = expected(actor.getKey(), request);
          told += OVER.containsValue(expected) ? 1 : 0;
          asked.add(request.route());
          check(actor.getKey(), actor.getValue(), request, expected, wrong);
        }
      }
    }
    System.out.printf(
        "What is over: %d roles, %d routes, told so %d times, %d wrong%n",
        world.actors.size(), asked.size(), told, wrong.size());
    assertTrue(asked.size() > 15 && told > 20, () -> asked.size() + " routes");
    assertEquals(Set.of(), wrong);
  }

  /** 200, 403, 404, or the rule that a change is refused by. */
  private static String expected(String role, Request request) {
    List<String> codes = Objects.requireNonNull(LINES.get(request.route())).codes();
    if (!RIGHTS.has(role, codes)) {
      return "403";
    }
    if (request.method().equals("GET")) {
      return RIGHTS.reaches(role, codes, "tirana") ? "200" : "404";
    }
    String reads = request.route().contains("/families/") ? "families.view" : "cases.view";
    String told = Objects.requireNonNull(OVER.get(request.kind()));
    return RIGHTS.reaches(role, List.of(reads), "tirana") ? told : "404";
  }

  private static void check(
      String role, Caller by, Request request, String expected, Set<String> wrong) {
    var answer = request.ask(by, over);
    String is = answer.status() == 409 ? answer.rule() : String.valueOf(answer.status());
    if (!is.equals(expected)) {
      wrong.add(role + " " + request.route() + ": " + expected + ", but " + answer.text());
    }
  }
}
