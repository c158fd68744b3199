// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Claimed;
import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Operation.State;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changes on the disk, without a journal that could be reached. */
class LedgerTest {

  @TempDir Path directory;

  private Ledger opened() throws IOException {
    return new Ledger(directory, new Steps(null));
  }

  private List<String> files() throws IOException {
    try (var found = Files.list(directory)) {
      return found.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static Operation begin(Ledger ledger, Kind kind, String target) {
    return ledger.begin(Doer.job("lifecycle.host"), kind, target, null, false);
  }

  @Test
  void whatWasBegunIsThereAfterACrash() throws Exception {
    Operation begun = begin(opened(), Kind.DISABLE, "al.fole.families");
    Ledger after = opened();
    assertEquals(List.of(begun), after.operations());
    assertEquals(List.of(begun), after.unfinished());
    assertEquals(State.RUNNING, begun.state());
  }

  @Test
  void whatHasEndedIsNotUnfinishedAndSaysHow() throws Exception {
    Ledger ledger = opened();
    Operation begun = begin(ledger, Kind.REMOVE, "al.fole.families");
    Operation done = ledger.end(begun.id(), null, null, false, List.of("families.family: 3"));
    Operation begunToo = begin(ledger, Kind.APPLY, "al.fole:fole:2");
    Problem problem = Refusals.failed("a bundle is missing");
    Operation failed = ledger.end(begunToo.id(), null, problem, true, List.of());
    assertEquals(State.DONE, done.state());
    assertEquals(List.of("families.family: 3"), done.said());
    assertEquals(State.FAILED, failed.state());
    assertEquals("release-failed", failed.rule());
    assertTrue(String.valueOf(failed.en()).endsWith("a bundle is missing"), failed.en());
    assertTrue(failed.recovered());
    Ledger after = opened();
    assertEquals(List.of(failed, done), after.operations(), "newest first");
    assertEquals(List.of(), after.unfinished());
  }

  @Test
  void unfinishedOnesComeOldestFirst() throws Exception {
    Ledger ledger = opened();
    Operation first = begin(ledger, Kind.DISABLE, "al.fole.cases");
    Operation second = begin(ledger, Kind.DISABLE, "al.fole.families");
    assertEquals(List.of(first, second), opened().unfinished());
  }

  @Test
  void whatTheJournalMustHaveDoesNotBeginWithoutIt() throws Exception {
    Ledger ledger = opened();
    var refused =
        assertThrows(
            Problem.class,
            () -> ledger.begin(somebody("key", "body"), Kind.DISABLE, "al.fole.cases", null, true));
    assertEquals("release-not-recorded", refused.rule());
    assertEquals(List.of(), ledger.operations());
    assertEquals(List.of(), files());
    assertFalse(ledger.owes());
  }

  @Test
  void withoutAJournalBothEntriesAreOwed() throws Exception {
    Ledger ledger = opened();
    Operation begun = begin(ledger, Kind.START, "al.fole:fole:1");
    assertTrue(ledger.owes());
    ledger.end(begun.id(), null, null, false, List.of());
    assertTrue(opened().owes());
  }

  @Test
  void theSameClaimIsTheSameOperationAlsoAfterARestart() throws Exception {
    Ledger ledger = opened();
    Actor by = somebody("key", "body");
    assertEquals(Optional.empty(), ledger.claimed(by));
    Operation begun = ledger.begin(by, Kind.DISABLE, "al.fole.cases", null, false);
    assertEquals(Optional.of(begun), ledger.claimed(by));
    assertEquals(Optional.of(begun), opened().claimed(somebody("key", "body")));
    assertEquals(Optional.empty(), ledger.claimed(somebody("another", "body")));
    assertEquals(Optional.empty(), ledger.claimed(SampleActor.without()));
  }

  @Test
  void theSameClaimForSomethingElseIsRefused() throws Exception {
    Ledger ledger = opened();
    ledger.begin(somebody("key", "body"), Kind.DISABLE, "al.fole.cases", null, false);
    var refused =
        assertThrows(Problem.class, () -> ledger.claimed(somebody("key", "another body")));
    assertEquals("idempotency-key-reused", refused.rule());
  }

  @Test
  void aFileThatIsNoChangeIsLeftAlone() throws Exception {
    Operation begun = begin(opened(), Kind.DISABLE, "al.fole.cases");
    Files.writeString(directory.resolve("000000000002.properties"), "kind=DISAB");
    Files.writeString(directory.resolve("notes.txt"), "mine");
    assertEquals(List.of(begun), opened().operations());
    assertEquals(3, files().size());
  }

  @Test
  void nothingTheJournalLacksIsForgotten() throws Exception {
    Ledger ledger = opened();
    for (int i = 0; i < 105; i++) {
      begin(ledger, Kind.DISABLE, "al.fole.cases");
    }
    assertEquals(105, ledger.operations().size());
    assertEquals(105, files().size());
    assertEquals(105, opened().operations().size());
  }

  private static Actor somebody(String key, String body) {
    return SampleActor.with(key, body);
  }

  /** An actor whose request came with a key. */
  private static final class SampleActor {
    private static final UUID WHO = UUID.nameUUIDFromBytes(new byte[] {1});

    static Actor without() {
      return proxy(Actor.class, "", "");
    }

    static Actor with(String key, String body) {
      return proxy(Claimed.class, key, body);
    }

    private static Actor proxy(Class<? extends Actor> type, String key, String body) {
      return (Actor)
          Proxy.newProxyInstance(
              LedgerTest.class.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "claim" -> key.getBytes(StandardCharsets.UTF_8);
                    case "body" -> body.getBytes(StandardCharsets.UTF_8);
                    case "who", "session" -> WHO;
                    case "role" -> "SHSSH_ADMIN";
                    default -> method.getName();
                  });
    }
  }
}
