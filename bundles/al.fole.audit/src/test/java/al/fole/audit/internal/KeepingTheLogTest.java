// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepingTheLogTest {
  private final Trail trail;
  private final LogKeeper keeper;

  KeepingTheLogTest(@TempDir Path home) {
    trail = new Trail(home);
    keeper = trail.keeper();
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  @Test
  void anEmptyJournalHasNoCheckpoint() {
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    assertTrue(keeper.files().checkpoint().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257})
  void everyEntryIsPublishedAndTheVerifierAgrees(int entries) throws Exception {
    trail.write(entries);
    keeper.tick();
    assertEquals(entries, keeper.status().published(), keeper.status().sentence());
    Verifier.assertSound(trail, entries);
  }

  @Test
  void theLogGrowsOverManyTicks() throws Exception {
    for (int step : new int[] {3, 250, 3, 1, 600, 1}) {
      trail.write(step);
      keeper.tick();
    }
    Verifier.assertSound(trail, 858);
  }

  @Test
  void aTransactionCommittedLateIsNotLost() throws Exception {
    try (var slow = trail.connect(LoginRole.APP)) {
      slow.setAutoCommit(false);
      trail.append(slow, new Change(UUID.randomUUID(), 1));
      trail.write(5);
      keeper.tick();
      assertEquals("5", trail.one("select count(*) from journal.sequence"));
      slow.commit();
    }
    keeper.tick();
    assertEquals("6", trail.one("select count(*) from journal.sequence"));
    Verifier.assertSound(trail, 6);
  }

  @Test
  void versionsOfARecordAscendAlsoWhenClocksDisagree() throws Exception {
    var record = UUID.randomUUID();
    try (var connection = trail.connect(LoginRole.APP)) {
      var now = Instant.now();
      trail.append(connection, now, new Change(record, 1));
      trail.append(connection, now.minusSeconds(5), new Change(record, 2));
      trail.append(connection, now.minusSeconds(9), new Change(record, 3));
    }
    keeper.tick();
    Verifier.assertSound(trail, 3);
  }

  @Test
  void aTransactionLargerThanABatchStaysWhole() throws Exception {
    var changes = new Change[Sequencer.BATCH + 10];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = new Change(UUID.randomUUID(), 1);
    }
    try (var connection = trail.connect(LoginRole.APP)) {
      trail.append(connection, changes);
    }
    trail.write(3);
    keeper.tick();
    Verifier.assertSound(trail, changes.length + 3);
  }

  @Test
  void aSecondHostPublishesTheSameFilesAndTakesOver(@TempDir Path other) throws Exception {
    trail.write(300);
    keeper.tick();
    var second = trail.keeper(other);
    second.tick();
    assertEquals(keeper.files().checkpoint(), second.files().checkpoint());
    keeper.close();
    trail.write(1);
    second.tick();
    second.close();
    assertEquals(301, second.status().published());
    Verifier.assertSound(other, trail.keyDirectory(), 301);
  }

  @Test
  void aHostWhoseLeaseIsHeldByAnotherDoesNothing(@TempDir Path other) throws Exception {
    trail.write(1);
    keeper.tick();
    trail.tamper("update audit.log set held_until = held_until + interval '1 day'");
    trail.write(1);
    var second = trail.keeper(other);
    second.tick();
    second.close();
    assertEquals("1", trail.one("select count(*) from journal.sequence"));
    assertEquals(1, second.status().published());
  }

  @Test
  void anEntryWithAForgottenWatermarkIsFoundAfterAStart() throws Exception {
    trail.write(2);
    keeper.tick();
    trail.write(1);
    trail.tamper("update audit.log set watermark = '999999999'");
    keeper.close();
    var restarted = trail.keeper();
    restarted.tick();
    restarted.close();
    assertEquals("3", trail.one("select count(*) from journal.sequence"));
    Verifier.assertSound(trail, 3);
  }

  /** A day's pause stands for what no test can wait for. */
  @Test
  void aDatabaseThatWasGoneIsAskedAgainSoon(@TempDir Path other) throws Exception {
    var patient = trail.keeper(other, trail.keyDirectory(), List.of(), Duration.ofDays(1));
    trail.write(1);
    patient.tick();
    trail.tamper(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            + " where datname = current_database() and usename = 'fole_sealer'");
    patient.tick();
    assertEquals("log-database", patient.status().rule());
    trail.write(1);
    long end = System.nanoTime() + 60_000_000_000L;
    while (patient.status().published() < 2) {
      assertTrue(System.nanoTime() - end < 0, patient.status().sentence());
      LockSupport.parkNanos(5_000_000);
      patient.tick();
    }
    patient.close();
    Verifier.assertSound(other, trail.keyDirectory(), 2);
  }

  @Test
  void theServingRolesCannotTouchTheLog() throws Exception {
    trail.write(1);
    keeper.tick();
    for (String sql :
        new String[] {
          "update audit.log set size = 0",
          "update audit.tile set hashes = hashes",
          "insert into audit.checkpoint (size, note) values (9, '')",
          "delete from audit.checkpoint",
          "insert into journal.sequence values (7, gen_random_uuid())"
        }) {
      for (var role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
        assertEquals("42501", state(role, sql), sql);
      }
    }
    assertEquals("42501", state(LoginRole.SEALER, "delete from journal.sequence"));
    assertEquals("42501", state(LoginRole.SEALER, "update journal.entry set seal = seal"));
    assertEquals("42501", state(LoginRole.SEALER, "update audit.checkpoint set note = ''"));
  }

  private String state(LoginRole role, String sql) throws SQLException {
    try (var connection = trail.connect(role);
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return "done";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }
}
