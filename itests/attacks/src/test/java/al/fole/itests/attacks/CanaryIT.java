// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every protected text is a word that stands nowhere else. Every route is asked in every role and
 * format, and whatever the host says besides is read: no word stands where the role may not read
 * it.
 */
class CanaryIT {
  private static final RightsHost HOST = RightsHost.get();
  private static final RightsTable RIGHTS = RightsTable.read();
  private static final Canaries CANARIES = Canaries.read();

  private static final List<String> FORMATS =
      List.of("application/json", "application/problem+json", "text/html", "text/csv", "*/*");

  /** With any of these a role reads records of a place. */
  private static final List<String> READING =
      List.of(
          "persons.view",
          "persons.search",
          "cases.view",
          "cases.list",
          "families.view",
          "families.list",
          "families.placements");

  private static SmallWorld world;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  @Test
  @Clause("R-93")
  @Clause("R-96")
  void noProtectedTextIsWhereTheMatrixDeniesIt() {
    var leaks = new TreeSet<String>();
    int asked = 0;
    int seen = 0;
    for (var actor : world.actors.entrySet()) {
      var role = actor.getKey();
      for (var request : Requests.all().values()) {
        for (var answer : answers(request, actor.getValue())) {
          asked++;
          seen += judge(role, request.route(), answer, leaks);
        }
      }
    }
    System.out.printf(
        "Canaries: %d answers, %d words where they may be, %d leaks%n", asked, seen, leaks.size());
    assertTrue(asked > 2_000 && seen > 500, asked + " answers, " + seen + " words");
    assertEquals(Set.of(), leaks);
  }

  @Test
  @Clause("R-93")
  void noProtectedTextIsInWhatTheHostSaysOfItself() {
    var leaks = new TreeSet<String>();
    for (var path :
        List.of(
            "/metrics",
            "/health/live",
            "/health/ready",
            "/api/openapi",
            "/api/audit/checkpoint",
            "/api/audit/vkey",
            "/api/audit/keyring",
            "/api/audit/status",
            "/api/releases",
            "/api/releases/history",
            "/api/access/accounts",
            "/api/access/matrix",
            "/api/access/units")) {
      find("GET " + path, world.administrator.get(path), leaks);
    }
    for (var name : published()) {
      find("GET " + name, world.administrator.get(name), leaks);
    }
    var logged = HOST.logged();
    assertTrue(logged.contains("al.fole"), "the host logs");
    find("the log", logged, leaks);
    assertEquals(Set.of(), leaks);
  }

  @Test
  @Clause("R-93")
  void noRefusalRepeatsWhatWasSaid() {
    var leaks = new TreeSet<String>();
    int refused = 0;
    for (var request : Requests.all().values()) {
      if (request.body() == null) {
        continue;
      }
      var by = world.tirana.head();
      var id = request.kind().isEmpty() ? "" : world.tirana.id(request.kind());
      var good = request.body().apply(world.tirana).toString();
      for (var bad : spoilt(good)) {
        var answer = request.send(by, id, bad, "\"1\"");
        refused += answer.status() / 100 == 4 ? 1 : 0;
        if (answer.status() >= 400) {
          find(request.route() + " ← " + bad.length(), answer, leaks);
        }
        assertTrue(answer.status() < 500, request.route() + " " + answer.text());
      }
      if (!request.kind().isEmpty()) {
        var path = request.path(world.tirana.canary("path"));
        find(request.route() + " by name", by.get(path), leaks);
      }
      var query = "?cursor=" + world.tirana.canary("query");
      var unread = request.send(by, id + query, good, "\"999999\"");
      find(request.route() + query, unread.status() < 400 ? "" : unread.text(), leaks);
    }
    System.out.printf("Malformed input: %d refused, %d leaks%n", refused, leaks.size());
    assertTrue(refused > 60);
    assertEquals(Set.of(), leaks);
    assertEquals(List.of(), Canaries.in(HOST.logged()));
  }

  @Test
  @Clause("R-93")
  void whereSomebodyProtectedLivesIsToldToThoseWhoMayKnow() {
    isToldToThoseWhoMayKnow("guarded", "guardedaddress");
  }

  @Test
  @Clause("R-93")
  void whereAFosterFamilyLivesIsToldToThoseWhoMayKnow() {
    isToldToThoseWhoMayKnow("adult", "fosteraddress");
  }

  private static void isToldToThoseWhoMayKnow(String kind, String text) {
    var tirana = "/api/persons/" + world.tirana.id(kind);
    assertTrue(world.tirana.head().get(tirana).text().contains(world.tirana.canary(text)));
    assertEquals(200, world.tirana.worker().get(tirana).status());
    assertTrue(!world.tirana.worker().get(tirana).text().contains(world.tirana.canary(text)));
    var berat = "/api/persons/" + world.berat.id(kind);
    for (var role : List.of("PROVIDER_HEAD", "PROVIDER_CM", "INSPECTOR", "SHSSH_CONTROL")) {
      var told = world.actor(role).get(berat).text();
      assertTrue(told.contains(world.berat.canary(text)), role + " " + told);
    }
  }

  @Test
  @Clause("R-92")
  void aNameIsToldWhenItIsOpenedAndInThatSessionOnly() {
    var reason = "{\"reason\":\"kontroll\"}";
    var path = "/api/persons/" + world.berat.id("child");
    var opener = HOST.signedIn("monitoruesi", Stages.CHOSEN, "");
    assertEquals(List.of(), Canaries.in(opener.get(path).text()));
    var foreign = "/api/persons/" + world.tirana.id("child") + "/opening";
    assertEquals(404, opener.post(foreign, reason).status());
    var opened = opener.post(path + "/opening", reason);
    assertEquals(201, opened.status());
    assertTrue(opened.header("Location").endsWith(path), opened.header("Location"));
    assertTrue(opener.get(path).text().contains(world.berat.canary("firstone")));
    assertEquals(List.of(), Canaries.in(world.actor("ASHDMF_MON").get(path).text()));
  }

  @Test
  void aRouteThatLeaksIsFound() {
    try (var planted = HOST.plant()) {
      var request =
          new Request("GET /leaky/persons/{id}", "child", "/leaky/persons/{}", false, null);
      var leaks = new TreeSet<String>();
      for (var actor : world.actors.entrySet()) {
        for (var answer : answers(request, actor.getValue())) {
          judge(actor.getKey(), request.route(), answer, leaks);
        }
      }
      assertTrue(leaks.size() > 20, leaks + " in " + planted.bundle());
      assertTrue(leaks.stream().anyMatch(leak -> leak.startsWith("SHSSH_ADMIN")), leaks.toString());
    }
  }

  /** What was told must be of a place and a group the role reads; returns how many words. */
  private static int judge(String role, String where, Answer answer, Set<String> leaks) {
    var words = Canaries.in(answer.text() + answer.headers().map());
    for (var word : words) {
      boolean may =
          RIGHTS.reaches(role, READING, word.place()) && CANARIES.mayRead(role, word.text());
      if (!may) {
        leaks.add(role + " " + where + " shows " + word);
      }
    }
    return words.size();
  }

  private static void find(String where, Answer answer, Set<String> leaks) {
    find(where, answer.text() + answer.headers().map(), leaks);
  }

  private static void find(String where, String text, Set<String> leaks) {
    Canaries.in(text).forEach(word -> leaks.add(where + " shows " + word));
  }

  private static List<Answer> answers(Request request, Caller by) {
    var answers = new ArrayList<Answer>();
    for (var place : request.kind().isEmpty() ? List.of(world.tirana) : world.places()) {
      var id = request.kind().isEmpty() ? "" : place.id(request.kind());
      if (request.method().equals("GET")) {
        for (var format : FORMATS) {
          answers.add(by.send("GET", request.path(id), null, Map.of("Accept", format)));
        }
        answers.add(by.send("HEAD", request.path(id), null, Map.of()));
      } else {
        answers.add(request.ask(by, place));
      }
    }
    return answers;
  }

  /** What is published of the log: tiles, entries and seals of its first files. */
  private static List<String> published() {
    var names = new ArrayList<String>();
    var checkpoint = HOST.anonymous().get("/api/audit/checkpoint").text().split("\n", -1);
    long size = Long.parseLong(checkpoint[1].strip());
    for (long file = 0; file <= size / 256; file++) {
      var width = size - file * 256;
      var name = "%03d".formatted(file) + (width < 256 ? ".p/" + width : "");
      names.add("/api/audit/tile/entries/" + name);
      names.add("/api/audit/tile/0/" + name);
      names.add("/api/audit/seal/" + name);
    }
    return names;
  }

  /** Not JSON any more, the wrong type, cut off, deep, and with a control character. */
  private static List<String> spoilt(String good) {
    return List.of(
        good.substring(0, good.length() - 1),
        good.replaceFirst("\"provenance\":\\{[^}]*}", "\"provenance\":7")
            .replaceFirst("}$", ",\"x\":1}"),
        good.replaceFirst("\"(Zq[a-z]+)\"", "[\"$1\"]").replaceFirst("}$", ",\"y\":\"Zqextra\"}"),
        good.replaceFirst("\"Zq", "\"\\\\u0007Zq").replaceFirst("}$", ",\"z\":null}"),
        "[" + good + "," + good + "]");
  }
}
