// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final MovedTime time = new MovedTime();
  private final Throttle throttle = new Throttle(3, Duration.ofSeconds(10), time);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(Duration.ZERO, throttle.attempt("key"));
    }
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
  void manyAtOnceWinNothing() {
    fail(4);
    for (int i = 0; i < 50; i++) {
      assertEquals(Duration.ofSeconds(1), throttle.attempt("key"));
    }
  }

  @Test
  void aRightPasswordForgetsTheFailures() {
    fail(4);
    throttle.forget("key");
    fail(3);
  }

  @Test
  void anAttemptThatWasNoFailureIsTakenBack() {
    for (int i = 0; i < 20; i++) {
      fail(1);
      throttle.forgive("key");
    }
  }

  @Test
  void halfAnHourForgets() {
    fail(4);
    time.pass(Duration.ofMinutes(31));
    fail(3);
  }

  @Test
  void keysDoNotKnowEachOther() {
    fail(4);
    assertEquals(Duration.ZERO, throttle.attempt("another"));
  }
}
