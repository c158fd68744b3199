// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import javax.sql.DataSource;

/**
 * Runs variants of the same work in turn, A B C A B C …, with the same number of clients, and
 * prints one table of them. The load of the machine moves all of them, so only ratios within a
 * round are compared; least of all it moves the CPU time that an operation takes here and in
 * PostgreSQL.
 */
final class Rounds {
  private static final int ROUNDS = Integer.getInteger("fole.bench.rounds", 5);
  private static final long NANOS = Long.getLong("fole.bench.seconds", 3) * 1_000_000_000L;

  /** How many clients, one table after the other. */
  static final int[] CLIENTS =
      Arrays.stream(System.getProperty("fole.bench.clients", "1,8,32").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();

  private static final int WARM_OPERATIONS = Integer.getInteger("fole.bench.warm", 20_000);
  private static final long WARM_NANOS = 30_000_000_000L;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final List<Variant> variants = new ArrayList<>();
  private final long postmaster;

  /** One operation of one client; throws when it does not succeed. */
  interface Operation {
    void run(int client) throws Exception;
  }

  private record Variant(
      String name,
      Operation operation,
      List<Double> rates,
      List<double[]> millis,
      List<Cpu> spent) {
    double rate() {
      return median(rates.stream().mapToDouble(r -> r));
    }

    /** Of all operations of all rounds. */
    double percentile(int of100) {
      double[] all = millis.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
      return all[Math.min(all.length - 1, all.length * of100 / 100)];
    }

    /** Microseconds of CPU for one operation. */
    Cpu cost() {
      double operations = millis.stream().mapToLong(m -> m.length).sum();
      var sum = spent.stream().reduce(Cpu.NONE, Cpu::plus);
      return new Cpu(sum.host() * 1e6 / operations, sum.postgres() * 1e6 / operations);
    }
  }

  /**
   * @param server whose CPU counts beside that of this process
   */
  Rounds(DataSource server) throws SQLException {
    this.postmaster = Cpu.postmaster(server);
  }

  /** Adds a variant; the first one is what the others are divided by. */
  Rounds with(String name, Operation operation) {
    variants.add(
        new Variant(name, operation, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    return this;
  }

  /** Runs all of it and prints the table; returns how many operations were measured. */
  long compare(String title, int clients) throws Exception {
    for (var variant : variants) {
      warm(clients, variant.operation());
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (var variant : variants) {
        var before = Cpu.now(postmaster);
        long start = System.nanoTime();
        double[] millis = measure(clients, variant.operation());
        variant.rates().add(millis.length * 1e9 / (System.nanoTime() - start));
        variant.spent().add(Cpu.now(postmaster).since(before));
        variant.millis().add(millis);
      }
    }
    print(title, clients);
    return variants.stream().flatMap(v -> v.millis().stream()).mapToLong(m -> m.length).sum();
  }

  private void print(String title, int clients) {
    OUT.printf(
        Locale.ROOT,
        "%n%s, %d clients, %d rounds in turn, load %.1f%n%-44s %8s  %-18s %8s %8s  %s%n",
        title,
        clients,
        ROUNDS,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        "",
        "a second",
        "ratio",
        "p50 ms",
        "p99 ms",
        "CPU µs (here + PostgreSQL), ratio");
    var bare = variants.get(0).cost();
    for (var variant : variants) {
      var cost = variant.cost();
      double[] ratios = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        ratios[i] = variant.rates().get(i) / variants.get(0).rates().get(i);
      }
      Arrays.sort(ratios);
      OUT.printf(
          Locale.ROOT,
          "%-44s %8.0f  %.2f (%.2f–%.2f)   %8.2f %8.2f  %.0f + %.0f, %.2f%n",
          variant.name(),
          variant.rate(),
          median(Arrays.stream(ratios)),
          ratios[0],
          ratios[ROUNDS - 1],
          variant.percentile(50),
          variant.percentile(99),
          cost.host(),
          cost.postgres(),
          (bare.host() + bare.postgres()) / (cost.host() + cost.postgres()));
    }
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Until the compiler has done its work: so many operations, within reason. */
  private static void warm(int clients, Operation operation) throws Exception {
    long start = System.nanoTime();
    long done = 0;
    while (done < WARM_OPERATIONS && System.nanoTime() - start < WARM_NANOS) {
      done += measure(clients, operation).length;
    }
  }

  /** Milliseconds of each operation. */
  private static double[] measure(int clients, Operation operation) throws Exception {
    var pool = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      List<Callable<DoubleStream>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        work.add(
            () -> {
              var millis = DoubleStream.builder();
              long before = System.nanoTime();
              while (before - start < NANOS) {
                operation.run(client);
                long now = System.nanoTime();
                millis.add((now - before) / 1e6);
                before = now;
              }
              return millis.build();
            });
      }
      var all = DoubleStream.builder();
      for (var client : pool.invokeAll(work)) {
        client.get().forEach(all);
      }
      return all.build().toArray();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an operation failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
