// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.util.concurrent.TimeUnit;

/** For how long something that is asked all the time did not answer as it should. */
final class Away {

  private boolean away;
  private long since;
  private long longest;

  /** What an answer was like. */
  synchronized void look(boolean good) {
    long now = System.nanoTime();
    if (away) {
      longest = Math.max(longest, now - since);
    } else {
      since = now;
    }
    away = !good;
  }

  /** Milliseconds from a wrong answer to the next good one. */
  synchronized long longest() {
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }
}
