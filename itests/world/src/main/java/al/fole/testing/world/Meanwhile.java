// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.world;

import al.fole.event.Event;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import al.fole.testing.store.StoreFixture;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Somebody begins while another transaction is about to end, and waits for a lock of it: what does
 * he find after the wait? A reaction to what that transaction records has him begin, and lets it go
 * on when the server says that he waits.
 *
 * @param <E> what the first records at its end
 */
public final class Meanwhile<E extends Event> implements Reaction<E> {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Of this database only: others of the same server wait for locks of their own. */
  private static final String WAITING =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and wait_event_type = 'Lock'";

  private final StoreFixture fixture;
  private final Class<E> event;
  private final Work other;
  private final Work then;
  private @Nullable FutureTask<String> answer;

  /** What is done, and may be refused. */
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  private Meanwhile(StoreFixture fixture, Class<E> event, Work other, Work then) {
    this.fixture = fixture;
    this.event = event;
    this.other = other;
    this.then = then;
  }

  /**
   * What whoever waited is answered: {@code done}, or the rule he was refused by.
   *
   * @param event recorded by the first, once it holds its locks
   * @param other begins then, in a thread of its own
   * @param then happens when he waits, before the first goes on
   */
  public static <E extends Event> String answer(
      StoreFixture fixture, Class<E> event, Work first, Work other, Work then) throws Exception {
    var meanwhile = new Meanwhile<>(fixture, event, other, then);
    fixture.add(meanwhile);
    try {
      first.run();
    } finally {
      fixture.remove(meanwhile);
    }
    return meanwhile.answered();
  }

  private String answered() throws InterruptedException, ExecutionException, TimeoutException {
    FutureTask<String> asked = answer;
    if (asked == null) {
      throw new AssertionError("nothing of " + event.getSimpleName() + " was recorded");
    }
    return asked.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public String name() {
    return "test.meanwhile";
  }

  @Override
  public Class<E> event() {
    return event;
  }

  @Override
  public void on(Tx tx, E happened) {
    if (answer == null) {
      Callable<String> begun = () -> said(other);
      var asked = new FutureTask<>(begun);
      answer = asked;
      new Thread(asked, "meanwhile").start();
      untilHeWaits(asked);
      try {
        then.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String said(Work work) throws Exception {
    try {
      work.run();
      return "done";
    } catch (Problem refused) {
      return refused.rule();
    }
  }

  private void untilHeWaits(FutureTask<String> asked) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (fixture.number(WAITING) == 0) {
      if (asked.isDone() || System.nanoTime() > end) {
        throw new IllegalStateException("nobody waits");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
