// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.steps.Steps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server process of the sealer is killed at every single step; the log always converges. */
final class CrashTest {
  private final Trail trail;
  private final UUID me = UUID.randomUUID();
  private int written;

  CrashTest(@TempDir Path home) {
    trail = new Trail(home);
  }

  @AfterEach
  void close() {
    trail.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sequencingConvergesAfterAKillAtEveryStep(boolean afterwards) throws Exception {
    int step = 1;
    while (killedAt(step, afterwards)) {
      step++;
      assertContinues();
    }
    assertTrue(step > 12, "only " + step + " steps were found");
    assertPublished();
  }

  private boolean killedAt(int step, boolean afterwards) throws Exception {
    write(3);
    try (var real = trail.connect(LoginRole.SEALER)) {
      var failing = new FailingConnection(real, trail.superuser(), step, afterwards);
      try {
        trail.sequencer(failing.proxy(), me).run();
      } catch (SQLException killed) {
        assertTrue(failing.killed(), String.valueOf(killed));
      }
      return failing.killed();
    }
  }

  private void assertContinues() throws Exception {
    try (var connection = trail.connect(LoginRole.SEALER)) {
      assertEquals(written, trail.sequencer(connection, me).run());
    }
    assertEquals(
        written + " " + (written - 1),
        trail.one("select count(*) || ' ' || max(log_index) from journal.sequence"));
  }

  @Test
  void publishingConvergesAfterAKillAtEveryStep() throws Exception {
    int step = 1;
    boolean killed;
    do {
      write(260);
      killed = publishingKilledAt(step++);
      assertPublished();
    } while (killed);
    assertTrue(step > 8, "only " + step + " steps were found");
    Verifier.assertSound(trail, written);
  }

  private boolean publishingKilledAt(int step) throws Exception {
    try (var real = trail.connect(LoginRole.SEALER)) {
      long size = trail.sequencer(real, me).run();
      var failing = new FailingConnection(real, trail.superuser(), step, false);
      try {
        publisher(failing.proxy(), real).publish(size);
      } catch (SQLException e) {
        assertTrue(failing.killed(), String.valueOf(e));
      }
      return failing.killed();
    }
  }

  private Publisher publisher(Connection connection, Connection real) throws SQLException {
    String origin = new LogTables(real, LogTables.FIRST).state().head(me).origin();
    real.rollback();
    var tables = new LogTables(connection, LogTables.FIRST);
    var files = new LogFiles(trail.logDirectory());
    return new Publisher(files, connection, tables, origin, new Places(List.of()), Steps.NONE);
  }

  private void assertPublished() throws SQLException {
    trail.tamper("update audit.log set holder = null");
    var keeper = trail.keeper();
    keeper.tick();
    keeper.close();
    trail.tamper("update audit.log set holder = null");
    assertNull(keeper.status().rule(), keeper.status().sentence());
    assertEquals(written, keeper.status().published());
  }

  private void write(int entries) throws SQLException {
    trail.write(entries);
    written += entries;
  }
}
