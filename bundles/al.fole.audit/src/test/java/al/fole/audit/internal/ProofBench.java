// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import al.fole.journal.Journal;
import al.fole.store.Mode;
import al.fole.store.internal.PostgresDatabase;
import al.fole.store.internal.Settings;
import al.fole.testing.fakes.FakeKeys;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large log: how fast backlogs are placed and signed, how fast it is published, and how long a
 * proof of one of its entries takes, asked of {@link Journal} as any reader would.
 */
class ProofBench {
  private static final int SIZE = Integer.getInteger("fole.bench.log", 1_000_000);
  private static final int BACKLOG = 50_000;
  private static final int EACH = 250;
  private static final int PROOFS = 20_000;
  private static final int ROUNDS = 3;

  private final Trail trail;
  private final UUID[] entries = new UUID[SIZE / EACH];

  ProofBench(@TempDir Path home) {
    trail = new Trail(home);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void aProofOfALargeLog() throws Exception {
    double made = 0;
    double drained = 0;
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var sequencer = trail.sequencer(connection, UUID.randomUUID());
      for (int from = 0; from < SIZE; from += BACKLOG) {
        int size = Math.min(SIZE, from + BACKLOG);
        int first = from;
        made += seconds(() -> append(first / EACH, size / EACH));
        trail.tamper("analyze journal.entry");
        drained += seconds(() -> assertEquals(size, sequencer.run()));
      }
      sequencer.release();
    }
    var keeper = trail.keeper();
    double published = seconds(keeper::tick);
    assertEquals(SIZE, keeper.status().published(), keeper.status().sentence());
    System.out.printf(
        Locale.ROOT,
        "log of %,d entries: made %,.0f/s, placed and signed %,.0f/s in backlogs of %,d,"
            + " published %,.0f/s; load %.1f%n",
        SIZE,
        SIZE / made,
        SIZE / drained,
        BACKLOG,
        SIZE / published,
        load());
    var keys = new FakeKeys();
    var settings = new Settings(Mode.DEMONSTRATION, "bench", 2, 2);
    try (var engine =
        PostgresDatabase.start(
            role -> trail.source(LoginRole.valueOf(role.name())), keys, keys, settings)) {
      Journal journal = new TrailJournal(new AuditSchema(engine.view()), keeper);
      for (int i = 0; i <= ROUNDS; i++) {
        measure(journal, keeper.files(), i > 0); // the first for the compiler
      }
    } finally {
      keeper.close();
    }
    Verifier.assertSound(trail, SIZE);
  }

  private void append(int from, int to) throws SQLException {
    try (var connection = trail.connect(LoginRole.APP)) {
      connection.setAutoCommit(false);
      for (int i = from; i < to; i++) {
        var changes = new Change[EACH];
        for (int c = 0; c < EACH; c++) {
          changes[c] = new Change(UUID.randomUUID(), 1);
        }
        entries[i] = trail.append(connection, changes).get(i % EACH);
        if (i % 20 == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }

  /** In turn: the path alone from the tiles, and the proof with its statement, text and entry. */
  private void measure(Journal journal, LogFiles files, boolean print) {
    var random = new SplittableRandom();
    var tiles = new KnownTiles();
    var alone = new Took();
    var whole = new Took();
    for (int i = 0; i < PROOFS; i++) {
      long index = random.nextInt(SIZE);
      var entry = entries[random.nextInt(entries.length)];
      alone.time(
          i, () -> new Tree(tiles.of(1, SIZE, files.tiles(SIZE))).path(index, SIZE).size() > 18);
      whole.time(i, () -> journal.proof(entry).isPresent());
    }
    if (print) {
      alone.print("path from the tiles");
      whole.print("proof and entry");
    }
  }

  /** By the clock, and what the thread itself computed, which other work leaves alone. */
  private static final class Took {
    private final double[] millis = new double[PROOFS];
    private final double[] cpu = new double[PROOFS];

    void time(int at, BooleanSupplier work) {
      var threads = ManagementFactory.getThreadMXBean();
      long start = System.nanoTime();
      long before = threads.getCurrentThreadCpuTime();
      assertTrue(work.getAsBoolean());
      cpu[at] = (threads.getCurrentThreadCpuTime() - before) / 1e6;
      millis[at] = (System.nanoTime() - start) / 1e6;
    }

    private static double of(double[] sorted, double part) {
      return sorted[(int) (sorted.length * part)];
    }

    void print(String what) {
      Arrays.sort(millis);
      Arrays.sort(cpu);
      System.out.printf(
          Locale.ROOT,
          "%s at %,d entries, %,d built: p50 %.2f ms, p99 %.2f ms; of this CPU here p50 %.2f ms,"
              + " p99 %.2f ms; load %.1f%n",
          what,
          SIZE,
          PROOFS,
          of(millis, 0.5),
          of(millis, 0.99),
          of(cpu, 0.5),
          of(cpu, 0.99),
          load());
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
