// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.journal.StoredEvent;
import al.fole.store.Tx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One name's way through the log, as far as this host runs it. */
final class Course {
  private static final Logger LOG = LoggerFactory.getLogger(Course.class);
  private static final long FIRST_PAUSE_NANOS = 200_000_000;
  private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

  /** So many chunks, then a newer version of the follower may take over. */
  private static final int CHUNKS = 8;

  private final String name;
  private final LogCursor cursor;
  private final Transactions transactions;
  private final UUID holder = UUID.randomUUID();
  private final AtomicBoolean running = new AtomicBoolean();

  // What follows belongs to whoever has set "running".
  private final Progress progress = new Progress(System.nanoTime());
  private long pause;
  private long notBefore = System.nanoTime();

  /** Takes one event. */
  interface Effect {
    void on(Tx tx, StoredEvent event);
  }

  Course(String name, LogCursor cursor, Transactions transactions) {
    this.name = name;
    this.cursor = cursor;
    this.transactions = transactions;
  }

  /** Goes on in another thread, unless nothing is for it, or it is pausing or under way. */
  void start(ScheduledExecutorService threads, LogCursor.Look look, Deliveries.Taker taker) {
    if (running.compareAndSet(false, true)) {
      long now = System.nanoTime();
      if (progress.passes(look, taker.types(), now) || now - notBefore < 0) {
        running.set(false);
      } else {
        threads.execute(() -> run(taker));
      }
    }
  }

  private void run(Deliveries.Taker taker) {
    try {
      long position = cursor.lease(name, holder);
      if (position != LogCursor.ELSEWHERE) {
        long ahead = progress.ahead(position);
        if (ahead > position && step(position, ahead, taker, List.of())) {
          position = ahead;
        }
        long reached = go(position, taker);
        for (int n = 0; n < CHUNKS && reached > position; n++) {
          position = reached;
          reached = go(position, taker);
        }
        progress.reached(reached, System.nanoTime());
      } else {
        rest(FIRST_PAUSE_NANOS * 5);
        progress.elsewhere(System.nanoTime());
      }
      pause = 0;
    } catch (RuntimeException e) {
      pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pause * 2));
      rest(pause);
      LOG.warn("{} stopped and will be tried again: {}", name, e.toString());
    } finally {
      running.set(false);
    }
  }

  private void rest(long nanos) {
    notBefore = System.nanoTime() + nanos;
  }

  /** One chunk of the log; the position reached. */
  private long go(long from, Deliveries.Taker taker) {
    long position = from;
    LogCursor.Chunk chunk = cursor.next(from, taker.types());
    for (StoredEvent event : chunk.events()) {
      if (!step(position, event.index(), taker, List.of(event))) {
        return position;
      }
      position = event.index();
    }
    if (position < chunk.end() && step(position, chunk.end(), taker, List.of())) {
      position = chunk.end();
    }
    return position;
  }

  /** Effect and cursor in one transaction; false when somebody else holds the cursor. */
  private boolean step(long from, long to, Deliveries.Taker taker, List<StoredEvent> events) {
    return transactions.follow(
        SystemActor.of(name),
        (connection, tx) -> {
          if (!cursor.move(connection, name, holder, from, to)) {
            return false;
          }
          events.forEach(event -> taker.effect().on(tx, event));
          return true;
        });
  }

  void release() {
    cursor.release(name, holder);
  }
}
