// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after some free failures each further one doubles the pause, up to a limit;
 * half an hour without a failure forgets. An attempt counts as a failure until it is forgiven, so
 * that many at once win nothing. Kept in memory, a host each: never a lock, so nobody can lock
 * somebody else out for longer than the limit.
 */
final class Throttle {

  private static final Duration FORGET = Duration.ofMinutes(30);
  private static final int KEYS = 50_000;

  private final int free;
  private final Duration longest;
  private final InstantSource time;
  private final Map<String, Attempts> attempts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > KEYS;
        }
      };

  private record Attempts(int count, Instant last, Instant next) {}

  /**
   * @param free failures before the first pause
   * @param longest pause
   */
  Throttle(int free, Duration longest, InstantSource time) {
    this.free = free;
    this.longest = longest;
    this.time = time;
  }

  /** Time to wait; zero when the attempt may be made, which counts it. */
  synchronized Duration attempt(String key) {
    var now = time.instant();
    var known = attempts.get(key);
    if (known == null || known.last().plus(FORGET).isBefore(now)) {
      known = new Attempts(0, now, now);
    }
    if (now.isBefore(known.next())) {
      return Duration.between(now, known.next());
    }
    int count = known.count() + 1;
    attempts.put(key, new Attempts(count, now, now.plus(pauseAfter(count))));
    return Duration.ZERO;
  }

  /** The password was right: nothing is held against the key. */
  synchronized void forget(String key) {
    attempts.remove(key);
  }

  /** The attempt was no failure: takes it back. */
  synchronized void forgive(String key) {
    attempts.computeIfPresent(
        key,
        (k, known) ->
            known.count() <= 1
                ? null
                : new Attempts(known.count() - 1, known.last(), time.instant()));
  }

  private Duration pauseAfter(int count) {
    if (count <= free) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(count - free - 1, 20);
    return seconds >= longest.toSeconds() ? longest : Duration.ofSeconds(seconds);
  }
}
