// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who is at the bundles: one caller at a time, none before the start has settled, and in between
 * the work that is done by itself on a thread of its own.
 */
final class Turns {
  private static final long MOMENT_MILLIS = 500;

  private final Semaphore turn = new Semaphore(1);

  /** Held by a call and by the own thread: never two of them at the bundles. */
  private final ReentrantLock one = new ReentrantLock();

  private final CountDownLatch settled = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor own;

  Turns() {
    own =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var thread = new Thread(work, "fole-releases");
              thread.setDaemon(true);
              return thread;
            });
    own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Has the start done by itself; until then no call is taken up. */
  void start(Runnable work) {
    byItself(
        () -> {
          one.lock();
          try {
            work.run();
          } finally {
            one.unlock();
            settled.countDown();
          }
        });
  }

  /** Has something done by itself that does not touch the bundles. */
  void byItself(Runnable work) {
    var unused = own.submit(work);
  }

  /** Has something done by itself at the bundles, later and unless this has ended by then. */
  void later(Duration time, Runnable work) {
    var unused = own.schedule(() -> unlessEnded(work), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void unlessEnded(Runnable work) {
    one.lock();
    try {
      if (!own.isShutdown()) {
        work.run();
      }
    } finally {
      one.unlock();
    }
  }

  /** Whether nothing is done by itself any more. */
  boolean ended() {
    return own.isShutdown();
  }

  /**
   * Takes the turn of a caller, until it is {@link #left}. What has just ended says so a moment
   * before it gives its turn away: that moment is waited.
   *
   * @throws al.fole.spi.Problem when somebody has it still
   */
  void take() {
    try {
      if (!turn.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw Refusals.underWay();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.underWay();
    }
  }

  /** The next caller may come. */
  void left() {
    turn.release();
  }

  /** The whole of a call. */
  <T> T alone(Supplier<T> work) {
    take();
    try {
      return locked(work);
    } finally {
      left();
    }
  }

  /** What whoever has taken the turn does at the bundles. */
  <T> T locked(Supplier<T> work) {
    try {
      settled.await();
      one.lockInterruptibly();
      try {
        return work.get();
      } finally {
        one.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.underWay();
    }
  }

  /** Lets a step under way end, for five seconds at most. */
  void end() throws InterruptedException {
    own.shutdown();
    if (one.tryLock(5, TimeUnit.SECONDS)) {
      one.unlock();
    }
    own.shutdownNow();
  }
}
