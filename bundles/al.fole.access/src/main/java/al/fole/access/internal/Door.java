// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.Throttle.Outcome;
import al.fole.spi.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Who may try to sign in now. First, before anything is read: an address that is made to wait, and
 * the {@link Turnstile}. Then, once it is known whether the account has signed in from there, the
 * pauses: of the address, and of the account among strangers or at this one address of its own.
 */
final class Door {
  private static final Duration LOOK = Duration.ofMillis(200);

  /** For each computation that runs. */
  private static final int PLACES = 16;

  /** Whoever is turned away at the turnstile is one source: a storm comes from anywhere. */
  private static final String ANYWHERE = "turned away";

  private final InstantSource time;
  private final Turnstile turnstile;
  private final Semaphore reads;
  private final Throttle ofAccount;
  private final Throttle ofSource;
  private Instant looked = Instant.EPOCH;

  /**
   * @param places for whoever signs in at the same time
   */
  Door(int places, InstantSource time) {
    this.time = time;
    turnstile = new Turnstile(places, time);
    reads = new Semaphore(Math.max(1, places / PLACES), true);
    ofAccount = new Throttle(5, 16, Duration.ofMinutes(1), time);
    ofSource = new Throttle(20, 64, Duration.ofMinutes(15), time);
  }

  /** As many places as the computation of passwords has, see {@link al.fole.keys.Passwords}. */
  static Door ofThisMachine() {
    return new Door(
        PLACES * Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        InstantSource.system());
  }

  /**
   * Somebody who is turned away without a look at whose name it is.
   *
   * @param source under which the refusal counts
   */
  record Away(String source, Problem answer) {}

  /** Empty when he may come in, and then must {@link #leave}. */
  Optional<Away> turnAway(String source, String lane) {
    var pause = turnstile.isAtHome(lane) ? Duration.ZERO : ofSource.pause(source);
    if (!pause.isZero() && !mayLook()) {
      return Optional.of(new Away(source, AccessRules.wait(pause)));
    }
    var wait = turnstile.enter(source, lane);
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(new Away(ANYWHERE, AccessRules.tooMany(wait)));
  }

  /**
   * Reads what a sign-in needs, as many at once as passwords are computed: every request asks for
   * its session over the same few connections, and does not wait there behind a crowd.
   */
  <T> T inTurn(Supplier<T> read) {
    reads.acquireUninterruptibly();
    try {
      return read.get();
    } finally {
      reads.release();
    }
  }

  /** Gives the place back. */
  void leave(String source) {
    turnstile.leave(source);
  }

  /** This name has signed in from this address. */
  void welcome(String lane) {
    turnstile.welcome(lane);
  }

  /**
   * Time to wait; zero when the attempt may be made, which must be {@link #settle settled}.
   *
   * @param known the account has signed in from this address
   */
  Duration attempt(String source, String lane, boolean known) {
    var pause = known ? Duration.ZERO : ofSource.attempt(source);
    if (pause.isZero()) {
      pause = ofAccount.attempt(lane);
      if (!pause.isZero() && !known) {
        ofSource.settle(source, Outcome.WITHDRAWN);
      }
    }
    return pause;
  }

  /** A right password speaks for its account only: others at this address may be guessing. */
  void settle(String source, String lane, boolean known, Outcome outcome) {
    ofAccount.settle(lane, outcome);
    if (!known) {
      ofSource.settle(source, outcome == Outcome.RIGHT ? Outcome.WITHDRAWN : outcome);
    }
  }

  /**
   * Whether somebody at an address that is made to wait is looked up, who may be at home there:
   * five a second, so that whoever is made to wait costs no statement.
   */
  private synchronized boolean mayLook() {
    var now = time.instant();
    if (!now.isBefore(looked) && now.isBefore(looked.plus(LOOK))) {
      return false;
    }
    looked = now;
    return true;
  }
}
