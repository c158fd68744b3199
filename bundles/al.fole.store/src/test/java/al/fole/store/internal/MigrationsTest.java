// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Script FIRST =
      new Script("001_first.sql", "create table other.a (b int); insert into other.a values (1);");
  private static final Script WIDER =
      new Script("002_wider.sql", "alter table other.a add column c int not null default 7");
  private static final Script INDEX =
      new Script(
          "003_index.sql", "-- no-transaction\ncreate index concurrently a_c on other.a (c)");

  private StoreOnPostgres db;
  private Migrations migrations;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
    migrations =
        new Migrations(db.postgres.source(LoginRole.OWNER), db.postgres.source(LoginRole.APP));
  }

  @AfterEach
  void close() {
    db.close();
  }

  private String refusal(Script... scripts) {
    return String.valueOf(
        assertThrows(
                IllegalStateException.class,
                () -> migrations.bringUpToDate("other", List.of(scripts)))
            .getMessage());
  }

  @Test
  void eachFileRunsOnceAndTheRolesMayUseWhatItMakes() throws SQLException {
    for (int i = 0; i < 2; i++) {
      migrations.bringUpToDate("other", List.of(FIRST, WIDER, INDEX));
    }
    assertEquals(3, db.number("select count(*) from store.migration where schema = 'other'"));
    assertEquals(1, db.number("select count(*) from other.a where c = 7"));
    assertEquals(1, db.number("select count(*) from pg_indexes where indexname = 'a_c'"));
    db.update(LoginRole.APP, "update other.a set b = 2");
    assertThrows(
        IllegalStateException.class, () -> db.update(LoginRole.APP, "delete from other.a"));
    assertEquals(
        "fole_owner",
        db.texts("select tableowner from pg_tables where schemaname = 'other'").get(0));
  }

  @Test
  void anOlderBundleMeetsANewerHistory() throws SQLException {
    migrations.bringUpToDate("other", List.of(FIRST, WIDER));
    migrations.bringUpToDate("other", List.of(FIRST));
    assertEquals(2, db.number("select count(*) from store.migration where schema = 'other'"));
  }

  @Test
  void aChangedFileIsRefused() throws SQLException {
    migrations.bringUpToDate("other", List.of(FIRST));
    assertTrue(
        refusal(new Script(FIRST.name(), FIRST.sql() + " "))
            .startsWith("other/001_first.sql: changed"));
  }

  @Test
  void aFileThatBreaksAnOlderVersionIsRefusedByName() throws SQLException {
    migrations.bringUpToDate("other", List.of(FIRST));
    assertEquals(
        "other/002_drop.sql: drop: alter table other.a drop column b",
        refusal(FIRST, new Script("002_drop.sql", "alter table other.a drop column b")));
    assertEquals(1, db.number("select count(*) from store.migration where schema = 'other'"));
  }

  @Test
  void aFailingFileLeavesNothingBehind() throws SQLException {
    migrations.bringUpToDate("other", List.of(FIRST));
    String refusal =
        refusal(
            FIRST,
            new Script(
                "002_fails.sql", "create table other.half (b int); select * from other.missing"));
    assertTrue(refusal.startsWith("other/002_fails.sql: 42P01"), refusal);
    assertEquals(0, db.number("select count(*) from pg_tables where tablename = 'half'"));
  }

  @Test
  void hostsThatStartTogetherMigrateOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(6);
    try {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < 6; i++) {
        running.add(
            threads.submit(
                () -> {
                  migrations.bringUpToDate("other", List.of(FIRST, WIDER, INDEX));
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(1, db.number("select count(*) from other.a"));
  }

  @Test
  void aMigrationWaitsForRunningWorkWithoutHoldingItUp() throws Exception {
    migrations.bringUpToDate("other", List.of(FIRST));
    var thread = Executors.newSingleThreadExecutor();
    try (Connection work = db.postgres.source(LoginRole.APP).getConnection()) {
      work.setAutoCommit(false);
      work.createStatement().execute("select * from other.a");
      Future<?> migrating =
          thread.submit(
              () -> {
                migrations.bringUpToDate("other", List.of(FIRST, WIDER));
                return null;
              });
      assertThrows(TimeoutException.class, () -> migrating.get(3, TimeUnit.SECONDS));
      try (Connection another = db.postgres.source(LoginRole.APP).getConnection()) {
        // It queues behind the migration's lock, which gives way after two seconds.
        another.createStatement().execute("set lock_timeout = '5s'; select * from other.a");
      }
      work.commit();
      migrating.get(20, TimeUnit.SECONDS);
      assertEquals(7, db.number("select c from other.a"));
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void aBrokenConcurrentBuildIsBuiltAgain() throws SQLException {
    migrations.bringUpToDate("other", List.of(FIRST));
    db.update(LoginRole.OWNER, "insert into other.a values (1)");
    Script unique =
        new Script(
            "002_unique.sql",
            "-- no-transaction\ncreate unique index concurrently if not exists a_b on other.a (b)");
    assertTrue(refusal(FIRST, unique).contains("23505"));
    assertEquals(1, db.number("select count(*) from pg_index where not indisvalid"));
    db.update(LoginRole.OWNER, "delete from other.a");
    migrations.bringUpToDate("other", List.of(FIRST, unique));
    assertEquals(0, db.number("select count(*) from pg_index where not indisvalid"));
    assertEquals(1, db.number("select count(*) from pg_indexes where indexname = 'a_b'"));
  }

  @Test
  void ourOwnMigrationsOnlyExpand() {
    List<Script> own = Script.beside(PostgresDatabase.class);
    assertEquals(
        List.of(
            "001_store.sql",
            "002_journal.sql",
            "003_reference.sql",
            "004_code_lists.sql",
            "005_information_providers.sql",
            "006_entered.sql",
            "010_erasure.sql",
            "034_quick_check.sql",
            "035_watch.sql",
            "036_erase_after_a_wait.sql",
            "040_replica.sql"),
        own.stream().map(Script::name).toList());
    own.stream()
        .skip(1)
        .forEach(script -> assertEquals(List.of(), MigrationLint.check(script), script.name()));
  }
}
