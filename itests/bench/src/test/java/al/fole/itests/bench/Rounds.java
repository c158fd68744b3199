// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Runs two variants in turn, A B A B …, with the same number of clients, and compares them. */
final class Rounds {
  private static final int ROUNDS = Integer.getInteger("fole.bench.rounds", 5);
  private static final long NANOS = Long.getLong("fole.bench.seconds", 3) * 1_000_000_000L;

  private static final int WARM_OPERATIONS = 20_000;
  private static final long WARM_NANOS = 30_000_000_000L;

  /** One operation of one client; throws when it does not succeed. */
  interface Operation {
    void run(int client) throws Exception;
  }

  private Rounds() {}

  /** Prints {@code name: A/B median (min–max)} and the median rates; returns the median ratio. */
  static double compare(String name, int clients, Operation a, Operation b) throws Exception {
    warm(clients, a);
    warm(clients, b);
    var ratios = new double[ROUNDS];
    var as = new double[ROUNDS];
    var bs = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      as[i] = rate(clients, NANOS, a);
      bs[i] = rate(clients, NANOS, b);
      ratios[i] = as[i] / bs[i];
    }
    Arrays.sort(ratios);
    Arrays.sort(as);
    Arrays.sort(bs);
    System.out.printf(
        Locale.ROOT,
        "%-44s %2d clients: ratio %.2f (%.2f–%.2f), %.0f/s against %.0f/s%n",
        name,
        clients,
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1],
        as[ROUNDS / 2],
        bs[ROUNDS / 2]);
    return ratios[ROUNDS / 2];
  }

  /** Until the compiler has done its work: so many operations, within reason. */
  private static void warm(int clients, Operation operation) throws Exception {
    long start = System.nanoTime();
    double done = 0;
    do {
      long before = System.nanoTime();
      done += rate(clients, NANOS, operation) * (System.nanoTime() - before) / 1e9;
    } while (done < WARM_OPERATIONS && System.nanoTime() - start < WARM_NANOS);
  }

  private static double rate(int clients, long nanos, Operation operation) throws Exception {
    var done = new AtomicLong();
    var pool = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        work.add(
            () -> {
              while (System.nanoTime() - start < nanos) {
                operation.run(client);
                done.incrementAndGet();
              }
              return null;
            });
      }
      for (var client : pool.invokeAll(work)) {
        client.get();
      }
      return done.get() * 1e9 / (System.nanoTime() - start);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an operation failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
