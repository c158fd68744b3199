// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.access.internal.Throttle.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final MovedTime time = new MovedTime();
  private final Throttle throttle = new Throttle(3, 8, Duration.ofSeconds(10), time);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      begin();
      throttle.settle("key", Outcome.WRONG);
    }
  }

  private void begin() {
    assertEquals(Duration.ZERO, throttle.attempt("key"));
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    fail(4);
    for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
      assertEquals(Duration.ofSeconds(seconds), throttle.attempt("key"));
      time.pass(Duration.ofSeconds(seconds));
      fail(1);
    }
  }

  @Test
  void someMaySignInTogether() {
    for (int i = 0; i < 8; i++) {
      begin();
    }
    assertEquals(Duration.ofSeconds(1), throttle.attempt("key"));
    throttle.settle("key", Outcome.RIGHT);
    begin();
  }

  @Test
  void manyAtOnceWinLittleAndOnce() {
    for (int i = 0; i < 8; i++) {
      begin();
    }
    for (int i = 0; i < 8; i++) {
      throttle.settle("key", Outcome.WRONG);
    }
    time.pass(Duration.ofSeconds(10));
    begin();
    assertEquals(Duration.ofSeconds(1), throttle.attempt("key"), "one at a time");
  }

  @Test
  void aRightPasswordForgetsTheFailures() {
    fail(3);
    begin();
    throttle.settle("key", Outcome.RIGHT);
    fail(4);
  }

  @Test
  void anAttemptThatWasNotComparedCountsForNothing() {
    for (int i = 0; i < 20; i++) {
      begin();
      throttle.settle("key", Outcome.WITHDRAWN);
    }
  }

  @Test
  void halfAnHourForgets() {
    fail(4);
    time.pass(Duration.ofMinutes(31));
    fail(3);
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyWaitingForLonger() {
    begin();
    throttle.settle("key", Outcome.RIGHT);
    time.pass(Duration.ofHours(-1));
    fail(4);
    time.pass(Duration.ofHours(-1));
    assertEquals(Duration.ofSeconds(10), throttle.attempt("key"));
    time.pass(Duration.ofSeconds(10));
    begin();
  }

  @Test
  void keysDoNotKnowEachOther() {
    fail(4);
    assertEquals(Duration.ZERO, throttle.attempt("another"));
  }
}
