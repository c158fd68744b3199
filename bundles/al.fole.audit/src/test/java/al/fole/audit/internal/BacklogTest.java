// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was committed while nobody sequenced gets its places, its tiles and its signatures at once,
 * and is looked for once, however many batches it takes. In the campaign 200,000 entries, and at
 * least 10,000 a second; otherwise some, only counted.
 */
final class BacklogTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int TRANSACTIONS = CAMPAIGN ? 100_000 : 10_000;
  private static final int EACH = 2;

  private final Trail trail;

  BacklogTest(@TempDir Path home) {
    trail = new Trail(home);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void aBacklogIsDrained() throws Exception {
    try (var writer = trail.connect(LoginRole.APP)) {
      writer.setAutoCommit(false);
      for (int i = 1; i <= TRANSACTIONS; i++) {
        trail.append(writer, new Change(UUID.randomUUID(), 1), new Change(UUID.randomUUID(), 1));
        if (i % 500 == 0) {
          writer.commit();
        }
      }
      writer.commit();
    }
    trail.tamper("analyze journal.entry");
    long before = looked();
    long size;
    double seconds;
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var sequencer = trail.sequencer(connection, UUID.randomUUID());
      long start = System.nanoTime();
      size = sequencer.run();
      seconds = (System.nanoTime() - start) / 1e9;
    }
    assertEquals(TRANSACTIONS * EACH, size);
    assertEquals(
        Integer.toString(TRANSACTIONS * EACH),
        trail.one("select count(distinct entry) from journal.sequence"));
    assertTrue(size > 2 * Sequencer.BATCH, "fewer than three batches");
    long looks = awaited(before + size) - before;
    assertTrue(looks <= size + size / 10, looks + " rows looked at for " + size);
    System.out.printf(
        Locale.ROOT, "backlog: %d entries in %.1f s, %.0f/s%n", size, seconds, size / seconds);
    if (CAMPAIGN) {
      assertTrue(size / seconds >= 10_000, "drained " + size / seconds + " a second");
    }
  }

  /** Rows that any look from a watermark has gone through, as far as the server has been told. */
  private long looked() throws SQLException {
    return Long.parseLong(
        trail.one(
            "select idx_tup_read from pg_stat_user_indexes where indexrelname = 'entry_xid'"));
  }

  /** What was looked at, once the session that looked has told it, which is at its end. */
  private long awaited(long least) throws SQLException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (looked() < least
        || !trail
            .one(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and usename = 'fole_sealer'")
            .equals("0")) {
      assertTrue(System.nanoTime() - end < 0, "never told");
      LockSupport.parkNanos(5_000_000);
    }
    return looked();
  }
}
