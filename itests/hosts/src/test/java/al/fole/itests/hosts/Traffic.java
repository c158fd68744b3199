// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import al.fole.itests.hosts.Desk.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients behind what spreads requests over hosts: one that does not answer, or answers 503, is
 * passed over, and the same request goes to the next with the same key.
 */
final class Traffic implements AutoCloseable {

  /** Version of each person that was acknowledged last. */
  final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  final Queue<String> failures = new ConcurrentLinkedQueue<>();
  final AtomicLong answers = new AtomicLong();
  final AtomicLong passedOn = new AtomicLong();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicLong turn = new AtomicLong();
  private volatile boolean stopped;

  /** From now on a host gets its share. */
  void add(OneHost host) {
    hosts.add(host.url());
  }

  /** From now on it gets nothing new. */
  void remove(OneHost host) {
    hosts.remove(host.url());
  }

  void client(Desk desk) {
    running.add(
        threads.submit(
            () -> {
              while (!stopped) {
                round(desk);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
              }
            }));
  }

  private void round(Desk desk) {
    Answer made = expect(201, ask(desk, "POST", "/api/persons", Desk.child("Hoxha"), null));
    if (made.status() != 201) {
      return;
    }
    String id = made.id();
    acknowledged.put(id, 1L);
    ObjectNode correction = Desk.child("Dervishi").put("reason", "ndreqje");
    Answer corrected = ask(desk, "PUT", "/api/persons/" + id, correction, "\"1\"");
    Answer seen = expect(200, ask(desk, "GET", "/api/persons/" + id, null, null));
    long version = seen.body().path("version").asLong();
    // A correction whose answer was lost and that was sent again meets its own effect.
    boolean met = corrected.status() == 412 && version == 2;
    if (corrected.status() != 200 && !met) {
      failures.add(corrected.toString());
    }
    if (version != 2) {
      failures.add("stale read: " + seen);
    }
    acknowledged.put(id, 2L);
  }

  private Answer ask(
      Desk desk, String method, String path, @Nullable ObjectNode body, @Nullable String match) {
    Map<String, String> headers =
        switch (method) {
          case "POST" -> Map.of("Idempotency-Key", UUID.randomUUID().toString());
          case "PUT" -> Map.of("If-Match", String.valueOf(match));
          default -> Map.of();
        };
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      List<String> now = List.copyOf(hosts);
      String host = now.get((int) (turn.getAndIncrement() % now.size()));
      Answer answer = desk.send(host, method, path, body, headers);
      answers.incrementAndGet();
      if (!answer.elsewhere() || System.nanoTime() > end) {
        return answer;
      }
      passedOn.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private Answer expect(int status, Answer answer) {
    if (answer.status() != status) {
      failures.add(answer.toString());
    }
    return answer;
  }

  /** Waits until so many more persons have been registered. */
  void await(int more) {
    int until = acknowledged.size() + more;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (acknowledged.size() < until && failures.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no traffic: " + acknowledged.size() + " of " + until);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    stopped = true;
    for (Future<?> client : running) {
      try {
        client.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        failures.add(String.valueOf(e.getCause()));
      }
    }
    threads.shutdown();
  }
}
