// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after some free failures each further one doubles the pause, up to a limit,
 * and only one attempt is under way at a time; half an hour without a failure forgets. Kept in
 * memory, a host each: never a lock, so nobody can lock somebody else out for longer than the
 * limit.
 */
final class Throttle {

  /** How an attempt ended. */
  enum Outcome {
    /** The secret was right: nothing is held against the key. */
    RIGHT,
    WRONG,
    /** It was never compared. */
    WITHDRAWN
  }

  private static final Duration FORGET = Duration.ofMinutes(30);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int KEYS = 50_000;

  private final int free;
  private final int together;
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

  private record Attempts(int failures, int underWay, Instant last, Instant next) {}

  /**
   * @param free failures before the first pause
   * @param together attempts under way at once before the first pause
   * @param longest pause
   */
  Throttle(int free, int together, Duration longest, InstantSource time) {
    this.free = free;
    this.together = together;
    this.longest = longest;
    this.time = time;
  }

  /** Time to wait as it stands now, without an attempt. */
  synchronized Duration pause(String key) {
    var known = attempts.get(key);
    var now = time.instant();
    if (known == null || !now.isBefore(known.next())) {
      return Duration.ZERO;
    }
    var pause = Duration.between(now, known.next());
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  /** Time to wait; zero when the attempt may be made, which must be {@link #settle}d. */
  synchronized Duration attempt(String key) {
    var now = time.instant();
    var known = known(key, now);
    if (known.next().isAfter(now.plus(longest))) { // the clock was set back
      known = new Attempts(known.failures(), known.underWay(), now, now.plus(longest));
      attempts.put(key, known);
    }
    if (now.isBefore(known.next())) {
      return Duration.between(now, known.next());
    }
    if (known.underWay() >= (known.failures() > free ? 1 : together)) {
      return AGAIN;
    }
    attempts.put(
        key, new Attempts(known.failures(), known.underWay() + 1, known.last(), known.next()));
    return Duration.ZERO;
  }

  /** An attempt has ended. */
  synchronized void settle(String key, Outcome outcome) {
    var now = time.instant();
    var known = known(key, now);
    int underWay = Math.max(0, known.underWay() - 1);
    switch (outcome) {
      case RIGHT -> attempts.put(key, new Attempts(0, underWay, now, Instant.EPOCH));
      case WRONG -> {
        int failures = known.failures() + 1;
        attempts.put(key, new Attempts(failures, underWay, now, now.plus(pauseAfter(failures))));
      }
      case WITHDRAWN ->
          attempts.put(key, new Attempts(known.failures(), underWay, known.last(), known.next()));
    }
  }

  private Attempts known(String key, Instant now) {
    var known = attempts.get(key);
    return known == null || known.last().plus(FORGET).isBefore(now)
        ? new Attempts(0, known == null ? 0 : known.underWay(), now, now)
        : known;
  }

  private Duration pauseAfter(int failures) {
    if (failures <= free) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(failures - free - 1, 20);
    return seconds >= longest.toSeconds() ? longest : Duration.ofSeconds(seconds);
  }
}
