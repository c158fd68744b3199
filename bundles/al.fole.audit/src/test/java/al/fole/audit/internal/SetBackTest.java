// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.keys.internal.KeysCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final Path home;
  private final Trail trail;
  private final Past past;
  private LogKeeper keeper;

  SetBackTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    past = new Past(trail);
    keeper = trail.keeper();
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  /** Fifteen entries were signed, the database has ten of them. */
  private void setBack() throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.restore("backup");
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
  }

  private void allow() {
    allow(trail.keyDirectory());
  }

  private static void allow(Path keys) {
    var out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertEquals(0, KeysCommand.run(List.of("freeze", keys.toString()), out));
  }

  /** Tick by tick until the new log is published. */
  private void goOn() {
    for (int i = 0; i < 5; i++) {
      keeper.tick();
    }
    assertNull(keeper.status().rule(), keeper.status().sentence());
  }

  private Path second() {
    return trail.logDirectory().resolveSibling("log-2");
  }

  private String text(Path file) throws IOException {
    return Files.readString(file);
  }

  private Leaf first(Path log) throws IOException {
    byte[] bundle = Files.readAllBytes(log.resolve("tile/entries/000.p/" + size(log)));
    int length = (bundle[0] & 0xFF) << 8 | bundle[1] & 0xFF;
    return Leaf.parse(java.util.Arrays.copyOfRange(bundle, 2, 2 + length));
  }

  private static long size(Path log) throws IOException {
    return SignedState.parse(Files.readAllBytes(log.resolve("checkpoint"))).size();
  }

  @Test
  void withoutTheKeepersWordItStaysStoppedAndTheRightDatabaseGoesOn() throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.keep("intact");
    past.restore("backup");
    keeper.tick();
    trail.write(20);
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
    assertFalse(Files.exists(trail.logDirectory().resolve("frozen")));
    past.restore("intact");
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    Verifier.assertSound(trail, 15);
  }

  @Test
  void theOldLogEndsAndANewOneNamesTheGap() throws Exception {
    setBack();
    String before = text(trail.logDirectory().resolve("checkpoint"));
    allow();
    trail.write(20);
    goOn();
    String[] last = before.split("\n", -1);
    String frozen = text(trail.logDirectory().resolve("frozen"));
    assertTrue(
        frozen.startsWith("fole.al/frozen@v1\n" + last[0] + "\n15\n" + last[2] + "\nset-back\n\n"),
        frozen);
    assertEquals(before, text(trail.logDirectory().resolve("checkpoint")));
    assertEquals(21, size(second()));
    assertEquals(last[0] + "\n15\n" + last[2] + "\n10\n", first(second()).field(35));
    assertNotEquals(last[0], text(second().resolve("checkpoint")).split("\n", -1)[0]);
    assertEquals("31", trail.one("select count(*) from journal.sequence"));
    assertEquals(
        "0 30", trail.one("select min(log_index) || ' ' || max(log_index) from journal.sequence"));
    trail.write(3);
    keeper.tick();
    Verifier.assertFollows(trail, second(), 24);
    keeper.close();
    keeper = trail.keeper();
    trail.write(1);
    goOn();
    assertEquals(25, size(second()));
  }

  @Test
  void whatWasPlacedButNeverSignedGetsNewPlaces() throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.restore("backup");
    trail.write(7);
    trail.placeWithoutSigning();
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
    allow();
    goOn();
    assertTrue(text(trail.logDirectory().resolve("frozen")).contains("set-back-and-continued"));
    assertTrue(first(second()).field(35).endsWith("\n10\n"));
    trail.write(300);
    keeper.tick();
    Verifier.assertFollows(trail, second(), 308);
    assertEquals("17", trail.one("select opening from audit.later_log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "signed"})
  void aChangedHistoryIsNoSetBack(String how) throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.restore("backup");
    trail.write(7);
    if (how.equals("changed")) {
      trail.placeWithoutSigning();
      trail.tamper(
          "update journal.entry set seal = sha256('x') where id ="
              + " (select entry from journal.sequence where log_index = 12)");
    } else {
      trail.tamper("update audit.log set holder = null");
      var fork = trail.keeper(home.resolve("elsewhere"), olderKeys());
      fork.tick();
      fork.close();
      trail.tamper("update audit.log set holder = null");
      assertEquals(17, fork.status().published(), fork.status().sentence());
      trail.write(1);
      keeper.tick();
      assertEquals("17", trail.one("select max(size) from audit.checkpoint"));
    }
    keeper.tick();
    allow();
    keeper.tick();
    assertEquals("log-contradicts-published", keeper.status().rule());
    assertTrue(
        String.valueOf(keeper.status().sentence()).contains("entry 10 "),
        keeper.status().sentence());
    assertFalse(Files.exists(trail.logDirectory().resolve("frozen")));
  }

  /** The same keys with the state of before. */
  private Path olderKeys() throws Exception {
    Path older = home.resolve("older");
    copyKeys(older);
    byte[] state = past.state("backup");
    Files.write(older.resolve("signer.state"), state);
    return older;
  }

  private void copyKeys(Path to) throws IOException {
    al.fole.keys.internal.FileKeys.open(to, true);
    try (var files = Files.list(trail.keyDirectory())) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void anotherHostWithKeysOfItsOwnFollowsTheNewLog() throws Exception {
    trail.write(4);
    keeper.tick();
    Path others = home.resolve("others");
    copyKeys(others);
    trail.write(6);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.restore("backup");
    keeper.tick();
    allow();
    goOn();
    keeper.close();
    trail.write(2);
    keeper = trail.keeper(home.resolve("there"), others);
    goOn();
    assertEquals(3, size(home.resolve("there-2")));
    Verifier.assertFollows(trail, home.resolve("there-2"), 3);
  }

  @Test
  void aHostThatSignedMoreThanTheNoteSaysStaysOut() throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    Path others = home.resolve("others");
    trail.write(2);
    keeper.tick();
    copyKeys(others);
    trail.write(3);
    keeper.tick();
    past.restore("backup");
    keeper.close();
    keeper = trail.keeper(home.resolve("there"), others);
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
    allow(others);
    goOn();
    keeper.close();
    keeper = trail.keeper();
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
  }

  @Test
  void aHostOfAnEarlierReleaseGivesNoPlacesInTheEndedLog() throws Exception {
    setBack();
    allow();
    goOn();
    trail.write(1);
    assertEquals(
        "f",
        trail.one(
            "select holder is null or held_until < clock_timestamp() + interval '9 years'"
                + " from audit.log"));
    try (var connection = trail.connect(LoginRole.SEALER)) {
      var old = new LogTables(connection, LogTables.FIRST);
      assertFalse(old.state().head(UUID.randomUUID()).mine());
    }
  }

  @Test
  void aDatabaseSetBackBehindTheEndOfItsLogStaysStopped() throws Exception {
    setBack();
    past.keep("before");
    allow();
    goOn();
    trail.tamper("truncate audit.later_log, audit.later_tile, audit.later_checkpoint");
    past.restore("before");
    keeper.tick();
    keeper.tick();
    assertEquals("log-frozen", keeper.status().rule(), keeper.status().sentence());
  }

  @Test
  void theRightDatabaseThatComesBackAfterTheNoteLosesNothing() throws Exception {
    trail.write(15);
    keeper.tick();
    allow();
    trail.signer().freeze("set-back");
    trail.write(2);
    goOn();
    assertEquals(15, size(trail.logDirectory()));
    assertEquals(3, size(second()));
    assertTrue(first(second()).field(35).endsWith("\n15\n"), first(second()).field(35));
  }

  @Test
  void aFreezeCutOffAtAnyStepEndsTheSame() throws Exception {
    setBack();
    allow();
    boolean killed = true;
    int step = 1;
    for (; killed; step++) {
      killed = frozenKilledAt(step);
    }
    assertTrue(step > 8, "only " + step + " steps were found");
    trail.tamper("update audit.later_log set holder = null");
    goOn();
    assertEquals("1", trail.one("select count(*) from audit.later_log"));
    assertEquals("1", trail.one("select count(*) from journal.event where record_kind = 'log'"));
    trail.write(2);
    keeper.tick();
    Verifier.assertFollows(trail, second(), 3);
  }

  private boolean frozenKilledAt(int step) throws Exception {
    try (var real = trail.connect(LoginRole.SEALER)) {
      real.setAutoCommit(false);
      real.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
      trail.tamper(
          "update audit.log set holder = null where held_until is distinct from 'infinity'");
      var failing = new FailingConnection(real, trail.superuser(), step, true);
      var tables = new LogTables(failing.proxy(), LogTables.FIRST);
      var files = new LogFiles(trail.logDirectory());
      try {
        new Succession(
                failing.proxy(),
                tables,
                files,
                new Places(List.of()),
                trail.seals,
                trail.signer(),
                trail::say,
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
