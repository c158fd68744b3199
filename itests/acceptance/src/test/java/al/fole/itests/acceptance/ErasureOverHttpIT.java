// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import al.fole.itests.story.People;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private static final LocalDate FIRST_BORN = LocalDate.of(2012, 1, 1);

  private static final int WORKERS = CAMPAIGN ? 4 : 1;

  private static final String MARK =
      "Kanari" + Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "q");

  /** Letters after the mark. */
  private static final int LONGEST = 6;

  private static final Pattern NUMBER = Pattern.compile("[A-Z][0-9]{8}[A-Z]");

  private record Known(String id, String name, String number) {}

  @Test
  @Clause("R-90")
  @Clause("R-93")
  void whoeverIsErasedIsNobodyAndEveryProofHolds() throws Exception {
    List<Known> people = registered();
    assertTrue(people.stream().allMatch(one -> NUMBER.matcher(one.number()).matches()));
    assertEquals(2, in("x" + people.get(1).name() + people.get(1).number(), people.subList(1, 2)));
    List<Known> gone = new ArrayList<>();
    for (int i = 0; i < ERASED; i++) {
      gone.add(people.get(i * (PEOPLE / ERASED)));
    }
    try (var sealed = new SealedBytes(RunningHost.get().data())) {
      erasedWithTheirBytes(sealed, people, gone);
    }
  }

  private static void erasedWithTheirBytes(SealedBytes sealed, List<Known> people, List<Known> gone)
      throws Exception {
    List<byte[]> secrets = sealed.of(gone.stream().map(Known::id).toList());
    List<byte[]> kept = sealed.of(List.of(people.get(1).id()));
    sealed.flush();
    assertTrue(
        secrets.size() >= 6 * ERASED, () -> "keys, indexes, names, salts: " + secrets.size());
    assertEquals(secrets.size(), sealed.found(secrets), "the search finds what is there");

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
    int left = sealed.behindTheWindow(secrets);
    int canaries = canaries(gone);
    System.out.printf(
        "Erasure: %d of %d people erased in %d s, %d proofs hold, %d canaries in files, log and"
            + " exports, %d of %d sealed bytes left in tables and write-ahead log; %s%n",
        ERASED, PEOPLE, seconds, proofs, canaries, left, secrets.size(), sound);
    assertEquals(0, canaries);
    assertEquals(0, left);
    assertEquals(kept.size(), sealed.found(kept), "who was not erased is still there");
  }

  /** Several workers at once; each signs in anew from time to time. */
  private static List<Known> registered() throws Exception {
    var pool = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<List<Known>>> work = new ArrayList<>();
      for (int from = 0; from < PEOPLE; from += AT_ONCE) {
        int first = from;
        work.add(() -> registered(first, Math.min(PEOPLE, first + AT_ONCE)));
      }
      var people = new ArrayList<Known>();
      for (var some : pool.invokeAll(work)) {
        people.addAll(some.get());
      }
      return people;
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Known> registered(int from, int to) {
    var people = new ArrayList<Known>();
    Caller worker = Demonstration.worker();
    for (int i = from; i < to; i++) {
      String name = MARK + letters(i);
      var born = FIRST_BORN.plusDays(i / 1000);
      String number = People.number(born, i % 1000);
      var girl = Demonstration.girl("Teuta", name);
      Demonstration.identity(girl).put("personalNumber", number).put("birthDate", born.toString());
      var answer = worker.post("/api/persons", girl.toString());
      assertEquals(201, answer.status(), answer.text());
      people.add(new Known(answer.id(), name, number));
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
      var exported = officer.get("/api/audit/sightings/table?person=" + one.id());
      assertEquals(200, exported.status(), exported.text());
      assertEquals(0, in(exported.text(), some));
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

  /** One reading for all of them: each name begins with the mark, numbers have one shape. */
  private static int in(String text, List<Known> gone) {
    var names = gone.stream().map(Known::name).collect(Collectors.toSet());
    var numbers = gone.stream().map(Known::number).collect(Collectors.toSet());
    var found = new HashSet<String>();
    for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
      int least = at + MARK.length();
      for (int end = least; end <= Math.min(least + LONGEST, text.length()); end++) {
        found.add(text.substring(at, end));
      }
    }
    found.retainAll(names);
    var shaped = NUMBER.matcher(text);
    for (int from = 0; shaped.find(from); from = shaped.start() + 1) {
      found.add(shaped.group());
    }
    names.addAll(numbers);
    found.retainAll(names);
    return found.size();
  }
}
