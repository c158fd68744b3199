// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.LogSetBack.first;
import static al.fole.audit.internal.LogSetBack.size;
import static al.fole.audit.internal.LogSetBack.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database behind what was signed never goes on in silence: its log ends, and another names the
 * gap; and it does so only when nothing but a set-back happened, and the keeper of the keys allows.
 */
final class SetBackTest {
  private final LogSetBack log;

  SetBackTest(@TempDir Path home) {
    log = new LogSetBack(home);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void withoutTheKeepersWordItStaysStoppedAndTheRightDatabaseGoesOn() throws Exception {
    log.trail.write(10);
    log.keeper.tick();
    log.past.keep("backup");
    log.trail.write(5);
    log.keeper.tick();
    log.past.keep("intact");
    log.past.restore("backup");
    log.keeper.tick();
    log.trail.write(20);
    log.keeper.tick();
    assertEquals("log-set-back", log.keeper.status().rule(), log.keeper.status().sentence());
    assertFalse(Files.exists(log.trail.logDirectory().resolve("frozen")));
    log.past.restore("intact");
    log.keeper.tick();
    assertNull(log.keeper.status().rule(), log.keeper.status().sentence());
    Verifier.assertSound(log.trail, 15);
  }

  @Test
  void theOldLogEndsAndANewOneNamesTheGap() throws Exception {
    log.setBack();
    String before = text(log.trail.logDirectory().resolve("checkpoint"));
    log.allow();
    log.trail.write(20);
    log.goOn();
    String[] last = before.split("\n", -1);
    String frozen = text(log.trail.logDirectory().resolve("frozen"));
    assertTrue(
        frozen.startsWith("fole.al/frozen@v1\n" + last[0] + "\n15\n" + last[2] + "\nset-back\n\n"),
        frozen);
    assertEquals(before, text(log.trail.logDirectory().resolve("checkpoint")));
    assertEquals(21, size(log.second()));
    assertEquals(last[0] + "\n15\n" + last[2] + "\n10\n", first(log.second()).field(35));
    assertNotEquals(last[0], text(log.second().resolve("checkpoint")).split("\n", -1)[0]);
    assertEquals("31", log.trail.one("select count(*) from journal.sequence"));
    assertEquals(
        "0 30",
        log.trail.one("select min(log_index) || ' ' || max(log_index) from journal.sequence"));
    log.trail.write(3);
    log.keeper.tick();
    Verifier.assertFollows(log.trail, log.second(), 24);
    log.keeper.close();
    log.keeper = log.trail.keeper();
    log.trail.write(1);
    log.goOn();
    assertEquals(25, size(log.second()));
  }

  @Test
  void whatWasPlacedButNeverSignedGetsNewPlaces() throws Exception {
    log.trail.write(10);
    log.keeper.tick();
    log.past.keep("backup");
    log.trail.write(5);
    log.keeper.tick();
    log.past.restore("backup");
    log.trail.write(7);
    log.trail.placeWithoutSigning();
    log.keeper.tick();
    assertEquals("log-set-back", log.keeper.status().rule(), log.keeper.status().sentence());
    log.allow();
    log.goOn();
    assertTrue(text(log.trail.logDirectory().resolve("frozen")).contains("set-back-and-continued"));
    assertTrue(first(log.second()).field(35).endsWith("\n10\n"));
    log.trail.write(300);
    log.keeper.tick();
    Verifier.assertFollows(log.trail, log.second(), 308);
    assertEquals("17", log.trail.one("select opening from audit.later_log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "signed"})
  void aChangedHistoryIsNoSetBack(String how) throws Exception {
    log.trail.write(10);
    log.keeper.tick();
    log.past.keep("backup");
    log.trail.write(5);
    log.keeper.tick();
    log.past.restore("backup");
    log.trail.write(7);
    if (how.equals("changed")) {
      log.trail.placeWithoutSigning();
      log.trail.tamper(
          "update journal.entry set seal = sha256('x') where id ="
              + " (select entry from journal.sequence where log_index = 12)");
    } else {
      log.trail.tamper("update audit.log set holder = null");
      var fork = log.trail.keeper(log.home.resolve("elsewhere"), log.olderKeys());
      fork.tick();
      fork.close();
      log.trail.tamper("update audit.log set holder = null");
      assertEquals(17, fork.status().published(), fork.status().sentence());
      log.trail.write(1);
      log.keeper.tick();
      assertEquals("17", log.trail.one("select max(size) from audit.checkpoint"));
    }
    log.keeper.tick();
    log.allow();
    log.keeper.tick();
    assertEquals("log-contradicts-published", log.keeper.status().rule());
    assertTrue(
        String.valueOf(log.keeper.status().sentence()).contains("entry 10 "),
        log.keeper.status().sentence());
    assertFalse(Files.exists(log.trail.logDirectory().resolve("frozen")));
  }

  @Test
  void aDatabaseSetBackBehindTheEndOfItsLogStaysStopped() throws Exception {
    log.setBack();
    log.past.keep("before");
    log.allow();
    log.goOn();
    log.trail.tamper("truncate audit.later_log, audit.later_tile, audit.later_checkpoint");
    log.past.restore("before");
    log.keeper.tick();
    log.keeper.tick();
    assertEquals("log-frozen", log.keeper.status().rule(), log.keeper.status().sentence());
  }

  @Test
  void theRightDatabaseThatComesBackAfterTheNoteLosesNothing() throws Exception {
    log.trail.write(15);
    log.keeper.tick();
    log.allow();
    log.trail.signer().freeze("set-back");
    log.trail.write(2);
    log.goOn();
    assertEquals(15, size(log.trail.logDirectory()));
    assertEquals(3, size(log.second()));
    assertTrue(first(log.second()).field(35).endsWith("\n15\n"), first(log.second()).field(35));
  }

  @Test
  void aFreezeCutOffAtAnyStepEndsTheSame() throws Exception {
    log.setBack();
    log.allow();
    boolean killed = true;
    int step = 1;
    for (; killed; step++) {
      killed = frozenKilledAt(step);
    }
    assertTrue(step > 8, "only " + step + " steps were found");
    log.trail.tamper("update audit.later_log set holder = null");
    log.goOn();
    assertEquals("1", log.trail.one("select count(*) from audit.later_log"));
    assertEquals(
        "1", log.trail.one("select count(*) from journal.event where record_kind = 'log'"));
    log.trail.write(2);
    log.keeper.tick();
    Verifier.assertFollows(log.trail, log.second(), 3);
  }

  private boolean frozenKilledAt(int step) throws Exception {
    try (var real = log.trail.connect(LoginRole.SEALER)) {
      real.setAutoCommit(false);
      real.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
      log.trail.tamper(
          "update audit.log set holder = null where held_until is distinct from 'infinity'");
      var failing = new FailingConnection(real, log.trail.superuser(), step, true);
      var tables = new LogTables(failing.proxy(), LogTables.FIRST);
      var files = new LogFiles(log.trail.logDirectory());
      try {
        new Succession(
                failing.proxy(),
                tables,
                files,
                new Places(List.of()),
                log.trail.seals,
                log.trail.signer(),
                log.trail::say,
                UUID.randomUUID())
            .begin();
      } catch (java.sql.SQLException e) {
        assertTrue(failing.killed(), String.valueOf(e));
      } catch (TilesUnreadable e) {
        assertTrue(failing.killed(), String.valueOf(e));
      }
      return failing.killed();
    }
  }
}
