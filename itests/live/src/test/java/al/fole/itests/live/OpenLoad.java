// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes at fixed times, whether those before have been answered or not. How long an
 * answer took counts from the time its request was due, so a stall is seen by everybody who would
 * have met it.
 */
final class OpenLoad implements AutoCloseable {

  static final int PER_SECOND = Integer.getInteger("fole.load", 50);
  private static final long APART = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
  private static final int SESSIONS = 4;

  /** Fewer than the module has connections to the database: what is beyond them waits with us. */
  private static final int CLIENTS = 12;

  /** Version of each person that was acknowledged last. */
  final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final AtomicLong writes = new AtomicLong();

  /** Milliseconds from when a request was due to its answer. */
  final Histogram times = new ConcurrentHistogram(3);

  private final Queue<String> registered = new ConcurrentLinkedQueue<>();
  private final List<String> corrected = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final ThreadPoolExecutor clients;
  private final Thread clock;
  private volatile boolean stopped;

  /** How many requests were due, and could not be asked before the end. */
  volatile int unasked;

  OpenLoad(LiveHost host) {
    for (int i = 0; i < SESSIONS; i++) {
      workers.add(Worker.signedIn(host.url));
    }
    clients =
        new ThreadPoolExecutor(
            CLIENTS,
            CLIENTS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "client"));
    clock = new Thread(this::tick, "clock");
    clock.start();
  }

  private void tick() {
    long begun = System.nanoTime();
    for (long i = 0; !stopped; i++) {
      long due = begun + i * APART;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long number = i;
      clients.execute(
          () -> {
            request(number);
            times.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
          });
    }
  }

  /** By turns: somebody new, a correction, a view, a page of the guestbook. */
  private void request(long number) {
    Worker worker = workers.get((int) (number / 4 % SESSIONS));
    String fresh = number % 4 == 1 ? registered.poll() : null;
    String known = number % 4 > 1 ? known(number) : null;
    if (fresh != null) {
      if (expect(200, worker.correct(fresh, 1, "Dervishi", "2026-01-16"))) {
        writes.incrementAndGet();
        acknowledged.put(fresh, 2L);
        synchronized (corrected) {
          corrected.add(fresh);
        }
      }
    } else if (known == null) {
      register(worker);
    } else if (number % 4 == 2) {
      Worker.Answer seen = worker.view(known);
      if (expect(200, seen) && seen.json().path("version").asLong() != 2) {
        failures.add("stale read of " + known + ": " + seen.text());
      }
    } else {
      expect(200, worker.guest(known));
    }
  }

  private void register(Worker worker) {
    Worker.Answer answer = worker.register("Hoxha", "2026-01-15");
    if (expect(201, answer)) {
      String id = answer.json().path("id").asText();
      writes.incrementAndGet();
      acknowledged.put(id, 1L);
      registered.add(id);
    }
  }

  private @Nullable String known(long number) {
    synchronized (corrected) {
      return corrected.isEmpty() ? null : corrected.get((int) (number % corrected.size()));
    }
  }

  private boolean expect(int status, Worker.Answer answer) {
    if (answer.status() != status) {
      failures.add(answer.status() + " " + answer.text());
    }
    return answer.status() == status;
  }

  /** The failures up to now, which do not count any more. */
  List<String> takeFailures() {
    List<String> taken = new ArrayList<>();
    for (String failure = failures.poll(); failure != null; failure = failures.poll()) {
      taken.add(failure);
    }
    return taken;
  }

  String figures() {
    return "%d answers, %d too late to be asked, p50 %d ms, p99 %d ms, p99.9 %d ms, longest %d ms"
        .formatted(
            times.getTotalCount(),
            unasked,
            times.getValueAtPercentile(50),
            times.getValueAtPercentile(99),
            times.getValueAtPercentile(99.9),
            times.getMaxValue());
  }

  /** Asks no more, and waits for what was asked. A machine that is too slow still owes some. */
  @Override
  public void close() {
    stopped = true;
    try {
      clock.join();
      List<Runnable> due = new ArrayList<>();
      unasked = clients.getQueue().drainTo(due);
      clients.shutdown();
      if (!clients.awaitTermination(5, TimeUnit.MINUTES)) {
        failures.add("requests without an answer after five minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
