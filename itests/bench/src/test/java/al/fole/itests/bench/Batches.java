// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Compares an operation over HTTP with its bare SQL, A B A B …, where each operation uses something
 * up that has to be made before and put right after it: so many operations a round, with the time
 * and the CPU of the operations only. The CPU includes the journal's sealing, up to its last entry.
 */
final class Batches {
  static final int CLIENTS = 8;

  /** Of one client in one round. */
  static final int OPERATIONS = Integer.getInteger("fole.bench.operations", 40);

  /** Of all clients in one round. */
  static final int STOCK = CLIENTS * OPERATIONS;

  private static final int ROUNDS = Integer.getInteger("fole.bench.rounds", 5);
  private static final int WARM = 2;
  private static final String SEALED =
      "select exists (select 1 from journal.sequence s"
          + " where s.entry = (select e.id from journal.entry e order by e.id desc limit 1))";

  /** What is done with the thing of that number; a client has a run of numbers to himself. */
  interface Operation {
    void run(int index) throws Exception;
  }

  /** An operation with what surrounds it. */
  record Variant(Operation before, Operation timed, Operation after) {
    static Variant of(Operation timed) {
      return new Variant(i -> {}, timed, i -> {});
    }
  }

  private record Batch(double rate, Cpu cpu) {}

  private final HostProcess host;
  private final HikariDataSource pool;

  Batches(HostProcess host, HikariDataSource pool) {
    this.host = host;
    this.pool = pool;
  }

  static void heading() {
    System.out.printf(
        "%-34s %9s %21s %8s %8s   CPU s per 1,000: %5s %5s %5s %7s%n",
        CLIENTS + " clients, " + ROUNDS + " × " + STOCK + " operations",
        "HTTP/SQL",
        "(min–max)",
        "HTTP/s",
        "SQL/s",
        "HTTP",
        "host",
        "PG",
        "SQL");
  }

  /** Prints a line of the table; returns the median ratio. */
  double compare(String name, Variant http, Variant sql) throws Exception {
    var ratios = new double[ROUNDS];
    var https = new double[ROUNDS];
    var sqls = new double[ROUNDS];
    var httpCpu = Cpu.NONE;
    var sqlCpu = Cpu.NONE;
    for (int i = -WARM; i < ROUNDS; i++) {
      var a = batch(http);
      var b = batch(sql);
      if (i >= 0) {
        https[i] = a.rate;
        sqls[i] = b.rate;
        ratios[i] = a.rate / b.rate;
        httpCpu = httpCpu.plus(a.cpu);
        sqlCpu = sqlCpu.plus(b.cpu);
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(https);
    Arrays.sort(sqls);
    double thousands = ROUNDS * STOCK / 1000.0;
    System.out.printf(
        Locale.ROOT,
        "%-34s %9.3f %21s %8.0f %8.0f   %16s %5.1f %5.1f %5.1f %7.2f%n",
        name,
        ratios[ROUNDS / 2],
        String.format(Locale.ROOT, "(%.3f–%.3f)", ratios[0], ratios[ROUNDS - 1]),
        https[ROUNDS / 2],
        sqls[ROUNDS / 2],
        "",
        (httpCpu.host() + httpCpu.postgres()) / thousands,
        httpCpu.host() / thousands,
        httpCpu.postgres() / thousands,
        sqlCpu.postgres() / thousands);
    return ratios[ROUNDS / 2];
  }

  private Batch batch(Variant variant) throws Exception {
    each(STOCK, variant.before);
    settle();
    var before = host.cpu();
    long start = System.nanoTime();
    each(STOCK, variant.timed);
    double seconds = (System.nanoTime() - start) / 1e9;
    settle();
    var spent = host.cpu().since(before);
    each(STOCK, variant.after);
    return new Batch(STOCK / seconds, spent);
  }

  /** Does it with every number below that, by all clients at once. */
  static void each(int count, Operation operation) throws Exception {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    int share = (count + CLIENTS - 1) / CLIENTS;
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int from = client * share;
        work.add(
            () -> {
              for (int i = from; i < Math.min(count, from + share); i++) {
                operation.run(i);
              }
              return null;
            });
      }
      for (var client : clients.invokeAll(work)) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an operation failed", e.getCause());
    } finally {
      clients.shutdownNow();
    }
  }

  /** Until the journal's last entry is sealed, so that each batch pays for its own. */
  private void settle() throws SQLException, InterruptedException {
    while (!sealed()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean sealed() throws SQLException {
    try (var connection = pool.getConnection()) {
      return (Boolean) new BareSql(connection).one(SEALED).get(0);
    }
  }
}
