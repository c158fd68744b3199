// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lets a few sign in at once and turns the others away, before anything is read or computed for
 * them: a storm costs its answers and nothing else. Of its places one address takes half at most,
 * and a quarter is kept for whoever has signed in from where he is before, so that strangers,
 * however many, do not keep him out. Kept in memory, a host each.
 */
final class Turnstile {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int AT_HOME = 20_000;

  private final int places;
  private final InstantSource time;
  private final Map<String, Integer> sources = new HashMap<>();
  private final Set<String> atHome =
      Collections.newSetFromMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > AT_HOME;
            }
          });
  private int taken;
  private int turnedAway;
  private Instant since = Instant.EPOCH;

  /**
   * @param places for whoever signs in at the same time
   */
  Turnstile(int places, InstantSource time) {
    this.places = places;
    this.time = time;
  }

  /** Whether this name has signed in from this address on this host. */
  synchronized boolean isAtHome(String lane) {
    return atHome.contains(lane);
  }

  /** From now on it has. */
  synchronized void welcome(String lane) {
    atHome.add(lane);
  }

  /**
   * Time to wait: the more were turned away before, the longer, so that they do not come back
   * together; zero when there is a place, which must be {@link #leave left}.
   */
  synchronized Duration enter(String source, String lane) {
    boolean known = atHome.contains(lane);
    int ofSource = sources.getOrDefault(source, 0);
    if (known ? taken < places : taken < places * 3 / 4 && ofSource < places / 2) {
      taken++;
      sources.put(source, ofSource + 1);
      return Duration.ZERO;
    }
    return later();
  }

  /** Gives the place back. */
  synchronized void leave(String source) {
    taken--;
    sources.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
  }

  private Duration later() {
    var now = time.instant();
    if (now.isBefore(since) || now.isAfter(since.plus(WINDOW))) {
      since = now;
      turnedAway = 0;
    }
    turnedAway++;
    var pause = SHORTEST.plus(SHORTEST.multipliedBy(turnedAway / places));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
