// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that ask the same thing until they are closed, and what they were answered. */
final class Polling implements AutoCloseable {
  private final ExecutorService clients;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final AtomicLong longest = new AtomicLong();
  private volatile boolean open = true;

  Polling(Http http, String path, int number) {
    clients = Executors.newFixedThreadPool(number);
    for (int i = 0; i < number; i++) {
      clients.execute(
          () -> {
            while (open) {
              long before = System.nanoTime();
              String outcome = http.outcome(path);
              longest.accumulateAndGet(System.nanoTime() - before, Math::max);
              counts.computeIfAbsent(outcome, s -> new AtomicLong()).incrementAndGet();
            }
          });
    }
  }

  /** Status and rule → how often. */
  Map<String, Long> counts() {
    var copy = new TreeMap<String, Long>();
    counts.forEach((outcome, count) -> copy.put(outcome, count.get()));
    return copy;
  }

  long longestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longest.get());
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    clients.shutdown();
    if (!clients.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new AssertionError("clients did not end");
    }
  }
}
