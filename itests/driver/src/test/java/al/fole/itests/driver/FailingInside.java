// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Not a test of its own: {@link FailuresInsideIT} runs it and looks at what comes out. */
@InFramework(SmallContainer.class)
class FailingInside {

  @OsgiService(seconds = 1, filter = "(never=there)")
  private Runnable never;

  @AfterEach
  void nothing() {}

  @Test
  void needsAServiceThatNeverComes() {
    never.run();
  }
}

@InFramework(SmallContainer.class)
class FailingAssertions {

  @Test
  void passes() {}

  @Test
  void failsInside() {
    assertEquals("expected", "actual", "seen outside");
  }

  @Test
  void throwsInside() {
    throw new IllegalStateException("thrown inside");
  }

  @Test
  void givesUp() {
    Assumptions.abort("gave up inside");
  }
}
