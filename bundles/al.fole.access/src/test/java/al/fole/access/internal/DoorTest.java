// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.internal.Throttle.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A storm is turned away before anything is read for it, and keeps nobody out who was there. */
class DoorTest {
  private final MovedTime time = new MovedTime();
  private final Door door = new Door(16, time);

  private String rule(String source, String lane) {
    return door.turnAway(source, lane).map(away -> away.answer().rule()).orElse("");
  }

  private String later(String source, String lane) {
    return String.valueOf(
        door.turnAway(source, lane).orElseThrow().answer().more().get("retry_after"));
  }

  /** Takes all places there are for strangers. */
  private void storm() {
    for (int i = 0; i < 12; i++) {
      assertEquals("", rule("address " + i, "lane " + i));
    }
  }

  @Test
  void strangersTakeThreeQuartersOfThePlaces() {
    storm();
    assertEquals("too-many-sign-ins", rule("another", "lane"));
    door.leave("address 3");
    assertEquals("", rule("another", "lane"));
    assertEquals("too-many-sign-ins", rule("a third", "lane"));
  }

  @Test
  void whoeverIsAtHomeHasAPlace() {
    door.welcome("at home");
    storm();
    for (int i = 0; i < 4; i++) {
      assertEquals("", rule("address 1", "at home"));
    }
    assertEquals("too-many-sign-ins", rule("address 1", "at home"));
  }

  @Test
  void oneAddressTakesHalfOfThePlaces() {
    for (int i = 0; i < 8; i++) {
      assertEquals("", rule("one", "lane " + i));
    }
    assertEquals("too-many-sign-ins", rule("one", "lane"));
    assertEquals("", rule("another", "lane"));
    door.leave("one");
    assertEquals("", rule("one", "lane"));
  }

  @Test
  void whoeverIsTurnedAwayLaterComesBackLater() {
    storm();
    assertEquals("2", later("another", "lane"));
    for (int i = 0; i < 15; i++) {
      assertEquals("too-many-sign-ins", rule("another", "lane"));
    }
    assertEquals("4", later("another", "lane"));
    for (int i = 0; i < 1_000; i++) {
      assertEquals("too-many-sign-ins", rule("another", "lane"));
    }
    assertEquals("30", later("another", "lane"));
    time.pass(Duration.ofSeconds(11));
    assertEquals("2", later("another", "lane"));
  }

  /** Five times a second it is looked up whether somebody of such an address is at home there. */
  @Test
  void anAddressThatIsMadeToWaitCostsNothing() {
    for (int i = 0; i < 21; i++) {
      assertEquals(Duration.ZERO, door.attempt("guessing", "lane " + i, false));
      door.settle("guessing", "lane " + i, false, Outcome.WRONG);
    }
    assertEquals("", rule("guessing", "lane"), "looked up");
    door.leave("guessing");
    assertEquals("sign-in-throttled", rule("guessing", "lane"));
    time.pass(Duration.ofMillis(200));
    assertEquals("", rule("guessing", "lane"), "looked up again");
    door.leave("guessing");
    door.welcome("at home");
    assertEquals("", rule("guessing", "at home"));
    time.pass(Duration.ofSeconds(-100));
    assertEquals("", rule("guessing", "lane"), "the clock was set back");
    assertTrue(door.turnAway("guessing", "lane").isPresent());
  }

  @Test
  void aCrowdIsLookedUpOneAfterTheOther() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var pool = Executors.newFixedThreadPool(6);
    try {
      Callable<Integer> sign =
          () ->
              door.inTurn(
                  () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(20_000_000);
                    return running.decrementAndGet();
                  });
      for (var read : pool.invokeAll(Collections.nCopies(6, sign))) {
        read.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(1, most.get());
  }
}
