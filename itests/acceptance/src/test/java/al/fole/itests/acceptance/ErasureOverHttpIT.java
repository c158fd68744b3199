// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Many people are erased by the legal act on a running host: nobody is told who they were, the log
 * is sound as before, and each entry about them can still be proved. Long form with {@code
 * -Dfole.campaign=true}.
 */
class ErasureOverHttpIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int PEOPLE = CAMPAIGN ? 20_000 : 300;
  private static final int ERASED = CAMPAIGN ? 1_000 : 20;

  /** A proof of identity holds for five minutes: so many people are erased by one. */
  private static final int AT_ONCE = 100;

  private static final String BY_COURT =
      "{\"ground\":\"COURT_DECISION\",\"decision\":\"217/3-2026\",\"decidedOn\":\"2026-01-20\"}";

  private record Known(String id, String name, String number) {}

  @Test
  @Clause("R-90")
  @Clause("R-93")
  void whoeverIsErasedIsNobodyAndEveryProofHolds() throws Exception {
    List<Known> people = registered();
    List<Known> gone = new ArrayList<>();
    for (int i = 0; i < ERASED; i++) {
      gone.add(people.get(i * (PEOPLE / ERASED)));
    }
    long started = System.nanoTime();
    for (int from = 0; from < gone.size(); from += AT_ONCE) {
      erase(gone.subList(from, Math.min(from + AT_ONCE, gone.size())));
    }
    long seconds = (System.nanoTime() - started) / 1_000_000_000;

    Caller worker = Demonstration.worker();
    Caller head = Demonstration.head();
    var entries = new ArrayList<String>();
    for (Known one : gone) {
      Caller.Answer view = worker.get("/api/persons/" + one.id());
      assertEquals(404, view.status());
      assertTrue(view.text().contains("person-erased"), view.text());
      Caller.Answer history = head.get("/api/persons/" + one.id() + "/history");
      assertEquals(200, history.status(), history.text());
      assertFalse(history.text().contains(one.name()));
      assertFalse(history.text().contains(one.number()));
      history.body().forEach(entry -> entries.add(entry.path("id").asText()));
    }
    assertEquals(2 * ERASED, entries.size(), "registered and erased");
    Known stays = people.get(1);
    assertTrue(worker.get("/api/persons/" + stays.id()).text().contains(stays.name()));

    Caller proving = Demonstration.signedIn("dpo", "DATA_PROTECTION");
    int proofs = 0;
    for (String entry : entries) {
      await(proving, entry);
      proofs++;
    }
    String sound = Verifier.ofThisBuild().believes(RunningHost.get().data().resolve("log"));
    int canaries = canaries(gone);
    System.out.printf(
        "Erasure: %d of %d people erased in %d s, %d proofs hold, %d canaries; %s%n",
        ERASED, PEOPLE, seconds, proofs, canaries, sound);
    assertEquals(0, canaries);
  }

  private static List<Known> registered() {
    var people = new ArrayList<Known>();
    Caller worker = Demonstration.worker();
    String run = Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "q");
    for (int i = 0; i < PEOPLE; i++) {
      String name = "Kanari" + run + letters(i);
      var girl = Demonstration.girl("Teuta", name);
      var answer = worker.post("/api/persons", girl.toString());
      assertEquals(201, answer.status(), answer.text());
      people.add(
          new Known(
              answer.id(), name, Demonstration.identity(girl).path("personalNumber").asText()));
    }
    return people;
  }

  private static String letters(int number) {
    return Integer.toString(number, 26)
        .chars()
        .map(c -> c <= '9' ? 'q' + c - '0' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void erase(List<Known> some) {
    Caller head = Demonstration.head();
    Caller officer = Demonstration.signedIn("dpo", "DATA_PROTECTION");
    for (Known one : some) {
      var proposed = head.post("/api/persons/" + one.id() + "/erasure", BY_COURT);
      assertEquals(201, proposed.status(), proposed.text());
      var at = "/api/persons/erasures/" + proposed.id() + "/decision";
      assertEquals(403, head.post(at, "{\"outcome\":\"APPROVED\"}").status());
      var decided = officer.post(at, "{\"outcome\":\"APPROVED\"}");
      assertEquals(200, decided.status(), decided.text());
    }
  }

  /** Until the entry is in the published log; the state comes within a minute. */
  private static void await(Caller proving, String entry) {
    for (int n = 0; n < 600; n++) {
      if (proving.get("/api/audit/proofs/" + entry).status() == 200) {
        return;
      }
      LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("no proof of " + entry);
  }

  /** How many names or numbers of the erased are in any file of the host, or were printed. */
  private static int canaries(List<Known> gone) throws IOException {
    int[] found = {0};
    int files =
        WrittenFiles.show(RunningHost.get().data(), (file, text) -> found[0] += in(text, gone));
    assertTrue(files > 20, "the database's files and the log were looked at: " + files);
    return found[0] + in(RunningHost.get().output(), gone);
  }

  private static int in(String text, List<Known> gone) {
    return (int)
        gone.stream()
            .filter(one -> text.contains(one.name()) || text.contains(one.number()))
            .count();
  }
}
