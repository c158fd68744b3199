// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every request that works for one unit is replayed by another with the first one's ids, with ids
 * of other kinds, with one's own record around a foreign one and with old versions: what is not
 * one's own is not there, and the answer is the one for an id that never was.
 */
class IdsIT {
  private static final RightsHost HOST = RightsHost.get();
  private static final Collection<Request> REQUESTS = Requests.all().values();

  private static SmallWorld world;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  private static List<Request> ofRecords() {
    return REQUESTS.stream().filter(it -> !Requests.OF_NO_UNIT.contains(it.kind())).toList();
  }

  @Test
  @Clause("R-71")
  @Clause("R-94")
  void whatIsAnotherUnitsIsNotThere() {
    var leaks = new TreeSet<String>();
    int asked = 0;
    for (var owner : world.places()) {
      for (var other : world.open()) {
        boolean same = owner.municipality().equals(other.municipality()) && owner != world.sealed;
        for (var by : List.of(other.worker(), other.head())) {
          for (var request : same ? List.<Request>of() : ofRecords()) {
            asked++;
            compare(request, by, owner.id(request.kind()), owner, leaks);
          }
        }
      }
    }
    System.out.printf("Ids of another unit: %d requests, %d leaks%n", asked, leaks.size());
    assertTrue(asked > 80);
    assertEquals(Set.of(), leaks);
  }

  @Test
  void theOwnerIsAnswered() {
    var lost = new TreeSet<String>();
    for (var place : world.open()) {
      for (var request : ofRecords()) {
        var answer = request.ask(place.head(), place);
        boolean may = RightsTable.read().has("NJMF_HEAD", codes(request));
        if (may && Set.of(401, 403, 404).contains(answer.status())) {
          lost.add(request.route() + " → " + answer.status());
        }
      }
    }
    assertEquals(Set.of(), lost, "or else the replay would prove nothing");
  }

  private static List<String> codes(Request request) {
    return CensusTable.read().of("route").stream()
        .filter(line -> line.name().equals(request.route()))
        .findFirst()
        .orElseThrow()
        .codes();
  }

  @Test
  void anIdOfAnotherKindIsNotThere() {
    var leaks = new TreeSet<String>();
    int asked = 0;
    var place = world.tirana;
    for (var request : ofRecords()) {
      for (var kind : place.ids().keySet()) {
        if (!isThere(request, kind)) {
          asked++;
          compare(request, place.head(), place.id(kind), place, leaks);
        }
      }
    }
    System.out.printf("Ids of another kind: %d requests, %d leaks%n", asked, leaks.size());
    assertTrue(asked > 200);
    assertEquals(Set.of(), leaks);
  }

  private static boolean isThere(Request request, String kind) {
    if (request.route().equals("GET /audit/disclosures")
        || request.route().startsWith("GET /audit/sightings")) {
      return true; // asks about whatever one's own unit has, and shows who looked at it
    }
    return switch (request.kind()) {
      case "child", "adult", "guarded" ->
          Set.of("child", "second", "adult", "guarded").contains(kind);
      case "referral", "waiting" -> kind.equals("referral") || kind.equals("waiting");
      default -> kind.equals(request.kind());
    };
  }

  @Test
  void aForeignIdInsideABodyIsNotThere() {
    var mine = world.tirana;
    var foreign = world.shkoder;
    var answers = new ArrayList<Answer>();
    answers.add(
        mine.worker().post("/api/cases/referrals", mine.referral(foreign.id("child")).toString()));
    answers.add(
        mine.worker()
            .post(
                "/api/families",
                mine.application()
                    .set("adults", Caller.JSON.createArrayNode().add(foreign.id("adult")))
                    .toString()));
    for (var field : new String[] {"careCase", "child", "decision"}) {
      var kind = field.equals("careCase") ? "case" : field;
      var path = "/api/families/" + mine.id("family") + "/placements";
      answers.add(
          mine.worker().post(path, mine.placement().put(field, foreign.id(kind)).toString()));
      answers.add(
          mine.worker().post(path, mine.placement().put(field, Requests.NOBODY).toString()));
    }
    for (var child : List.of(foreign.id("child"), Requests.NOBODY)) {
      answers.add(mine.head().post("/api/access/seals", Bodies.seal(child).toString()));
    }
    for (var child : List.of(world.sealed.id("child"), Requests.NOBODY)) {
      answers.add(mine.worker().post("/api/access/break-glass", Bodies.glass(child).toString()));
    }
    for (var answer : answers) {
      assertTrue(answer.status() / 100 == 4, answer.text());
      assertTrue(!answer.text().contains("Zq"), answer.text());
    }
    for (int i = 2; i < answers.size(); i += 2) {
      assertEquals(text(answers.get(i + 1)), text(answers.get(i)), "a foreign id and nobody's");
    }
  }

  @Test
  void anOldVersionChangesNothing() throws Exception {
    var place = world.tirana;
    var before = HOST.asked(Digest.SQL);
    int asked = 0;
    for (var request : ofRecords()) {
      if (request.conditional()) {
        var body = request.body();
        for (var version : List.of("\"0\"", "\"999\"", "\"x\"", "*", "")) {
          var text = body == null ? null : body.apply(place).toString();
          var answer = request.send(place.head(), place.id(request.kind()), text, version);
          assertTrue(answer.status() / 100 == 4, request.route() + " → " + answer.text());
          asked++;
        }
      }
    }
    System.out.printf("Old versions: %d requests%n", asked);
    assertTrue(asked > 40);
    assertEquals(before, HOST.asked(Digest.SQL));
  }

  @Test
  void aRouteThatShowsWhatIsAnotherUnitsIsFound() {
    try (var planted = HOST.plant()) {
      var note = world.tirana.worker().post("/api/leaky", "{\"text\":\"tonë\"}");
      var read = new Request("GET /leaky/{id}", "note", "/leaky/{}", false, null);
      var person =
          new Request("GET /leaky/persons/{id}", "child", "/leaky/persons/{}", false, null);
      var leaks = new TreeSet<String>();
      var by = world.shkoder.worker();
      compare(read, by, note.id(), world.tirana, leaks);
      compare(person, by, world.tirana.id("child"), world.tirana, leaks);
      assertEquals(2, leaks.size(), leaks + " in " + planted.bundle());
    }
  }

  /** The answer for a foreign id is, but for the number of the request, the one for nobody's. */
  private static void compare(
      Request request, Caller by, String id, Place owner, Set<String> leaks) {
    var foreign = request.ask(by, id, owner);
    var nobody = request.ask(by, Requests.NOBODY, owner);
    if (foreign.status() / 100 != 4
        || foreign.status() != nobody.status()
        || !text(foreign).equals(text(nobody))
        || foreign.text().contains("Zq")) {
      leaks.add(request.route() + " " + foreign.text() + " beside " + nobody.text());
    }
  }

  private static String text(Answer answer) {
    return answer.status() + answer.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
  }
}
