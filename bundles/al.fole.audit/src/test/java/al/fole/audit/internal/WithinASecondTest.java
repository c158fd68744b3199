// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From COMMIT to the signature of a tree that holds the entry, at 1,000 entries a second. In the
 * campaign for a minute and judged; otherwise some hundred entries, only counted.
 */
final class WithinASecondTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int WRITERS = 8;
  private static final int SECONDS = CAMPAIGN ? 60 : 1;
  private static final int EACH = SECONDS * 1_000 / WRITERS;
  private static final long APART_NANOS = WRITERS * 1_000_000L;

  private final Trail trail;
  private final Map<UUID, Instant> committed = new ConcurrentHashMap<>();

  WithinASecondTest(@TempDir Path home) {
    trail = new Trail(home);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void everyEntryIsInASignedTree() throws Exception {
    var keeper = trail.keeper();
    var ticks = Executors.newSingleThreadScheduledExecutor();
    var pool = Executors.newFixedThreadPool(WRITERS);
    try {
      ticks.scheduleWithFixedDelay(keeper::tick, 0, 100, TimeUnit.MILLISECONDS);
      List<Future<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(pool.submit((Callable<Void>) this::write));
      }
      for (var writer : writers) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
      ticks.shutdown();
      assertTrue(ticks.awaitTermination(60, TimeUnit.SECONDS));
    }
    keeper.tick();
    keeper.close();
    double[] millis = delays();
    assertEquals(EACH * WRITERS, millis.length);
    Arrays.sort(millis);
    double p99 = millis[millis.length * 99 / 100];
    System.out.printf(
        Locale.ROOT,
        "COMMIT to signed tree, %d entries at 1,000/s: p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
        millis.length,
        millis[millis.length / 2],
        p99,
        millis[millis.length - 1]);
    if (CAMPAIGN) {
      assertTrue(p99 <= 1_000, "p99 " + p99);
    }
  }

  /** At its own pace, whether or not the one before took long. */
  private Void write() throws SQLException {
    try (var connection = trail.connect(LoginRole.APP)) {
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      for (int i = 0; i < EACH; i++) {
        long wait = start + i * APART_NANOS - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        List<UUID> ids = trail.append(connection, new Change(UUID.randomUUID(), 1));
        connection.commit();
        committed.put(ids.get(0), Instant.now());
      }
    }
    return null;
  }

  private double[] delays() throws SQLException {
    var found = new ArrayList<Double>();
    try (var statement = trail.superuser().createStatement();
        var rows =
            statement.executeQuery(
                "select s.entry, (select c.signed_at from audit.checkpoint c"
                    + " where c.size > s.log_index order by c.size limit 1)"
                    + " from journal.sequence s")) {
      while (rows.next()) {
        Instant at = committed.get(Objects.requireNonNull(rows.getObject(1, UUID.class)));
        Instant signed = rows.getObject(2, OffsetDateTime.class).toInstant();
        found.add(Duration.between(Objects.requireNonNull(at), signed).toNanos() / 1e6);
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
