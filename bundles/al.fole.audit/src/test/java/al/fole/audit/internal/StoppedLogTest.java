// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.audit.internal.Trail.Change;
import al.fole.database.LoginRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing wrong gets a place or a signature, and an honest log goes on once it is mended. */
final class StoppedLogTest {
  private static final String REHASH =
      "leaf_hash = sha256('\\x00'::bytea || set_byte(leaf, 200, 7)), leaf = set_byte(leaf, 200, 7)";

  private final Path home;
  private final Trail trail;
  private final LogKeeper keeper;

  StoppedLogTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    keeper = trail.keeper();
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entry-changed          | update journal.entry set leaf = set_byte(leaf, 200, 7)",
        "seal-broken            | update journal.entry set REHASH",
        "seal-broken            | update journal.entry set seal = set_byte(seal, 0, 7 #"
            + " get_byte(seal, 0))",
        "entry-changed          | update journal.entry set seq = seq + 100",
        "entry-changed          | update journal.entry set id = gen_random_uuid()",
        "entry-changed          | update journal.entry set recorded_at = recorded_at - interval '1"
            + " s'",
        "entry-malformed        | update journal.entry set leaf = '\\x0102'",
        "transaction-incomplete | delete from journal.entry where position = 1",
        "tree-changed           | update audit.tile set hashes = set_byte(hashes, 3, 7 #"
            + " get_byte(hashes, 3))",
        "tree-changed           | update audit.log set root = sha256('x')",
        "tile-missing           | delete from audit.tile",
        "log-missing            | delete from audit.log",
        "log-set-back           | update audit.log set size = 0, root = sha256('')"
      })
  void whatDoesNotHoldStopsIt(String rule, String sql) throws Exception {
    trail.write(2);
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    try (var connection = trail.connect(LoginRole.APP)) {
      trail.append(connection, new Change(UUID.randomUUID(), 1), new Change(UUID.randomUUID(), 1));
    }
    String onNew = sql.contains("journal.entry") ? notPlaced(sql) : sql;
    trail.tamper(onNew.replace("REHASH", REHASH));
    keeper.tick();
    assertEquals(rule, keeper.status().rule(), keeper.status().sentence());
    assertEquals(2, published());
    assertEquals("2", trail.one("select max(size) from audit.checkpoint"));
  }

  private static String notPlaced(String sql) {
    String condition = "id not in (select entry from journal.sequence)";
    return sql + (sql.contains(" where ") ? " and " : " where ") + condition;
  }

  @Test
  void anEntryChangedAfterItsPlaceIsNotPublishedOnAnotherHost(@TempDir Path other)
      throws Exception {
    trail.write(3);
    keeper.tick();
    trail.tamper("update journal.entry set " + REHASH);
    var late = trail.keeper(other);
    late.tick();
    late.close();
    assertEquals("entry-changed", late.status().rule());
    assertEquals(java.util.Optional.empty(), late.files().checkpoint());
  }

  @Test
  void aRestoredBackupFreezesTheLogUntilTheRightDatabaseIsBack() throws Exception {
    trail.write(10);
    keeper.tick();
    copy("backup");
    trail.write(5);
    keeper.tick();
    copy("intact");
    restore("backup");
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
    trail.write(20);
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
    var restarted = trail.keeper();
    restarted.tick();
    restarted.close();
    assertEquals("log-set-back", restarted.status().rule(), restarted.status().sentence());
    assertEquals(15, published());
    restore("intact");
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    Verifier.assertSound(trail, 15);
  }

  @Test
  void aBackupWithItsSignerStateIsCaughtByThePublishedFiles() throws Exception {
    trail.write(10);
    keeper.tick();
    copy("backup");
    Path state = trail.keyDirectory().resolve("signer.state");
    Path saved = Files.copy(state, home.resolve("saved"));
    trail.write(5);
    keeper.tick();
    restore("backup");
    Files.copy(saved, state, StandardCopyOption.REPLACE_EXISTING);
    keeper.close();
    var restarted = trail.keeper();
    restarted.tick();
    restarted.close();
    assertEquals("log-set-back", restarted.status().rule(), restarted.status().sentence());
    assertEquals(15, published());
  }

  @Test
  void keysOfAnotherInstallationDoNotSignThisLog() throws Exception {
    trail.write(1);
    keeper.tick();
    trail.write(1);
    var stranger = trail.keeper(home.resolve("elsewhere"), home.resolve("other-keys"));
    trail.tamper("update audit.log set holder = null");
    stranger.tick();
    stranger.close();
    assertEquals("log-of-other-keys", stranger.status().rule(), stranger.status().sentence());
  }

  @Test
  void keysThatSignedOneLogDoNotSignAnother() throws Exception {
    trail.write(1);
    keeper.tick();
    try (var other = new Trail(home)) {
      other.tamper("update audit.log set origin = 'fole.al/' || gen_random_uuid()");
      other.write(5);
      var mixed = other.keeper(home.resolve("elsewhere"));
      mixed.tick();
      mixed.close();
      assertEquals("log-of-other-database", mixed.status().rule(), mixed.status().sentence());
    }
  }

  private long published() {
    return keeper
        .files()
        .checkpoint()
        .map(
            note ->
                SignedState.parse(note.getBytes(java.nio.charset.StandardCharsets.UTF_8)).size())
        .orElse(0L);
  }

  private void copy(String schema) throws Exception {
    trail.tamper(
        """
        create schema %1$s;
        create table %1$s.entry as table journal.entry;
        create table %1$s.sequence as table journal.sequence;
        create table %1$s.log as table audit.log;
        create table %1$s.tile as table audit.tile;
        create table %1$s.checkpoint as table audit.checkpoint;
        """
            .formatted(schema));
  }

  private void restore(String schema) throws Exception {
    trail.tamper(
        """
        truncate journal.entry, journal.sequence, audit.log, audit.tile, audit.checkpoint;
        insert into journal.entry select * from %1$s.entry;
        insert into journal.sequence select * from %1$s.sequence;
        insert into audit.log select * from %1$s.log;
        insert into audit.tile select * from %1$s.tile;
        insert into audit.checkpoint select * from %1$s.checkpoint;
        """
            .formatted(schema));
  }
}
