// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state. */
final class Awaiting {

  private Awaiting() {}

  /** Fails after two minutes. */
  static void await(String what, BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
