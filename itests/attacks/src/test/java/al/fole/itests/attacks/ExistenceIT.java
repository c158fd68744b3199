// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That something is there is hidden (I-15, I-16): what one does not reach is not only answered like
 * what never was ({@link IdsIT}); the database is asked the same of it, statement by statement, so
 * that neither time nor load tells the two apart.
 */
class ExistenceIT {
  /**
   * Pools and clocks may add a statement to one request; a difference of the code is always there.
   */
  private static final int TRIES = 6;

  private static final RightsHost HOST = RightsHost.get();

  private static SmallWorld world;
  private static int nobodies;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
  }

  private static List<Request> ofRecords() {
    return Requests.all().values().stream()
        .filter(it -> !Requests.OF_NO_UNIT.contains(it.kind()))
        .toList();
  }

  /** Somebody, and a place of which he reaches nothing. */
  private record Stranger(String who, Caller by, Place of) {}

  private static List<Stranger> strangers() {
    return List.of(
        new Stranger("worker of Shkodër", world.shkoder.worker(), world.tirana),
        new Stranger("head of Shkodër", world.shkoder.head(), world.tirana),
        new Stranger("worker of Tirana", world.tirana.worker(), world.sealed),
        new Stranger("head of Tirana", world.tirana.head(), world.sealed),
        new Stranger("provider", world.actor("PROVIDER_CM"), world.tirana),
        new Stranger("directorate", world.actor("SHSSH_HQ"), world.sealed));
  }

  @Test
  @Clause("R-71")
  @Clause("R-94")
  void whatIsNotOnesOwnIsAskedForAsIfItWereNotThere() {
    var told = new TreeSet<String>();
    int asked = 0;
    int statements = 0;
    for (var stranger : strangers()) {
      for (var request : ofRecords()) {
        asked++;
        statements += compare(request, stranger, told);
      }
    }
    System.out.printf(
        "Existence: %d requests, %d statements each way, %d differences%n",
        asked, statements, told.size());
    assertTrue(asked > 150 && statements > 5 * asked, asked + " " + statements);
    assertEquals(Set.of(), told);
  }

  @Test
  void aRouteThatAsksOnceMoreForWhatIsThereIsFound() {
    try (var planted = HOST.plant()) {
      var known = new Request("GET /leaky/known/{id}", "child", "/leaky/known/{}", false, null);
      var told = new TreeSet<String>();
      for (var stranger : strangers().subList(0, 2)) {
        compare(known, stranger, told);
      }
      assertEquals(2, told.size(), told + " in " + planted.bundle());
    }
  }

  /** Notes a difference that stays; returns how many statements the last request took. */
  private static int compare(Request request, Stranger stranger, Set<String> told) {
    var there = new HashSet<List<String>>();
    var nowhere = new HashSet<List<String>>();
    var last = new ArrayList<String>();
    for (int n = 0; n < TRIES; n++) {
      there.add(asked(request, stranger, stranger.of().id(request.kind())));
      last.clear();
      last.addAll(asked(request, stranger, nobody()));
      nowhere.add(List.copyOf(last));
      if (there.stream().anyMatch(nowhere::contains)) {
        return last.size();
      }
    }
    told.add(stranger.who() + ": " + request.route() + " " + there + " beside " + nowhere);
    return last.size();
  }

  private static List<String> asked(Request request, Stranger stranger, String id) {
    return Statements.during(() -> request.ask(stranger.by(), id, stranger.of()));
  }

  /** An id nobody has asked for before. */
  private static String nobody() {
    return "00000000-0000-7000-9000-%012d".formatted(++nobodies);
  }
}
