// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Clients that read and write until they are told to stop, and remember what they were told. */
final class Load implements AutoCloseable {

  /** Version of each person that was acknowledged last. */
  final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final AtomicLong answers = new AtomicLong();
  final AtomicLong writes = new AtomicLong();
  final AtomicLong longest = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  /** A client that registers, corrects, reads and reads the guestbook, over and over. */
  Load client(LiveHost host) {
    return client(host, () -> true);
  }

  /** A client that stops by itself when the condition no longer holds. */
  Load client(LiveHost host, BooleanSupplier more) {
    Worker worker = Worker.signedIn(host.url);
    running.add(
        threads.submit(
            () -> {
              while (!stopped && more.getAsBoolean()) {
                round(worker);
              }
            }));
    return this;
  }

  /** Something else that is asked all the time; it says what is wrong, or nothing. */
  Load poll(Runnable question) {
    running.add(
        threads.submit(
            () -> {
              while (!stopped) {
                question.run();
              }
            }));
    return this;
  }

  private void round(Worker worker) {
    Worker.Answer registered = expect(201, worker.register("Hoxha", "2026-01-15"));
    if (registered.status() != 201) {
      return;
    }
    writes.incrementAndGet();
    String id = registered.json().path("id").asText();
    acknowledged.put(id, 1L);
    if (expect(200, worker.correct(id, 1, "Dervishi", "2026-01-16")).status() == 200) {
      writes.incrementAndGet();
      acknowledged.put(id, 2L);
    }
    Worker.Answer seen = expect(200, worker.view(id));
    long expected = acknowledged.getOrDefault(id, 1L);
    if (seen.status() == 200 && seen.json().path("version").asLong() != expected) {
      failures.add("stale read of " + id + ": " + seen.text());
    }
    expect(200, worker.guest(id));
  }

  private Worker.Answer expect(int status, Worker.Answer answer) {
    note(answer);
    if (answer.status() != status) {
      failures.add(answer.status() + " " + answer.text());
    }
    return answer;
  }

  /** Counts an answer and its time. */
  void note(Worker.Answer answer) {
    answers.incrementAndGet();
    longest.accumulateAndGet(answer.millis(), Math::max);
  }

  /** Waits for the clients that stop by themselves. */
  void finish() {
    for (Future<?> client : running) {
      try {
        client.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        failures.add(String.valueOf(e.getCause()));
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    finish();
    threads.shutdown();
  }
}
