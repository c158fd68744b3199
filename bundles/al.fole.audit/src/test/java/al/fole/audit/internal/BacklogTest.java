// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was committed while nobody sequenced gets its places, its tiles and a signature at once. In
 * the campaign 200,000 entries, and at least 10,000 a second; otherwise some, only counted.
 */
final class BacklogTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int TRANSACTIONS = CAMPAIGN ? 100_000 : 1_000;
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
    System.out.printf(
        Locale.ROOT, "backlog: %d entries in %.1f s, %.0f/s%n", size, seconds, size / seconds);
    if (CAMPAIGN) {
      assertTrue(size / seconds >= 10_000, "drained " + size / seconds + " a second");
    }
  }
}
