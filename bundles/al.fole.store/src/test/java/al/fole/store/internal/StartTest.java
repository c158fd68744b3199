// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentDatabase;
import al.fole.store.Mode;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class StartTest {

  private static String refusal(ParentDatabase parent, @Nullable Mode wish) {
    var settings = new Settings(wish, "host", 2, 2);
    return String.valueOf(
        assertThrows(
                StartRefused.class,
                () ->
                    PostgresDatabase.start(
                        parent, StoreOnPostgres.KEYS, StoreOnPostgres.KEYS, settings))
            .getMessage());
  }

  private static ParentDatabase with(TestDatabase db, ParentDatabase.Role role, DataSource other) {
    ParentDatabase proper = StoreOnPostgres.parent(db);
    return asked -> asked == role ? other : proper.source(asked);
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesASuperuser() {
    try (var db = BuildPostgres.create()) {
      for (var role :
          new ParentDatabase.Role[] {ParentDatabase.Role.APP, ParentDatabase.Role.JOBS}) {
        assertTrue(
            refusal(with(db, role, db.superuser()), Mode.DEMONSTRATION).contains("superuser"));
      }
    }
  }

  @Test
  void refusesARoleThatBypassesRowLevelSecurity() throws SQLException {
    try (var db = BuildPostgres.create()) {
      String name = "bypass_" + db.name();
      execute(db.superuser(), "create role " + name + " login bypassrls password 'x'");
      try {
        var source = new PGSimpleDataSource();
        source.setUrl(db.url());
        source.setUser(name);
        source.setPassword("x");
        assertTrue(
            refusal(with(db, ParentDatabase.Role.APP, source), Mode.DEMONSTRATION)
                .contains("BYPASSRLS"));
      } finally {
        execute(db.superuser(), "drop role " + name);
      }
    }
  }

  @Test
  void refusesTheOwner() {
    try (var db = BuildPostgres.create()) {
      assertTrue(
          refusal(with(db, ParentDatabase.Role.APP, db.source(LoginRole.OWNER)), Mode.DEMONSTRATION)
              .contains("owns schema"));
    }
  }

  @Test
  void refusesARoleThatMayChangeTheJournal() {
    try (var db = BuildPostgres.create()) {
      StoreOnPostgres.start(db, "host").close();
      execute(db.superuser(), "grant delete on journal.event to fole_jobs");
      assertTrue(
          refusal(StoreOnPostgres.parent(db), Mode.DEMONSTRATION)
              .contains("may change journal.event"));
    }
  }

  @Test
  void aDatabaseKnowsItsMode() {
    try (var db = BuildPostgres.create()) {
      assertTrue(refusal(StoreOnPostgres.parent(db), null).contains("fole.mode"));
      StoreOnPostgres.start(db, "host").close();
      assertTrue(
          refusal(StoreOnPostgres.parent(db), Mode.PRODUCTION)
              .contains("born in DEMONSTRATION mode, not in PRODUCTION"));
      try (var again =
          PostgresDatabase.start(
              StoreOnPostgres.parent(db),
              StoreOnPostgres.KEYS,
              StoreOnPostgres.KEYS,
              new Settings(null, "host", 2, 2))) {
        assertEquals(Mode.DEMONSTRATION, again.mode());
      }
      assertThrows(
          IllegalStateException.class,
          () -> execute(db.source(LoginRole.APP), "update store.mode set mode = 'PRODUCTION'"));
    }
  }

  @Test
  void anUnreachableDatabaseIsUnavailable() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    nowhere.setUser("nobody");
    Problem problem =
        assertThrows(
            Problem.class,
            () ->
                PostgresDatabase.start(
                    role -> nowhere,
                    StoreOnPostgres.KEYS,
                    StoreOnPostgres.KEYS,
                    new Settings(Mode.DEMONSTRATION, "host", 2, 2)));
    assertEquals(Problem.Kind.UNAVAILABLE, problem.kind());
  }

  @Test
  void neitherRequestsNorJobsCanChangeTheJournal() {
    try (var db = StoreOnPostgres.create()) {
      Sample.make(db.store, "kept");
      for (LoginRole role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS, LoginRole.SEALER}) {
        for (String table :
            new String[] {"entry", "event", "event_subject", "detail", "sequence"}) {
          for (String sql :
              new String[] {
                "delete from journal." + table,
                "truncate journal." + table,
                "drop table journal." + table,
                "alter table journal." + table + " disable trigger all"
              }) {
            assertThrows(IllegalStateException.class, () -> db.update(role, sql), role + " " + sql);
          }
        }
        assertThrows(
            IllegalStateException.class, () -> db.update(role, "update journal.entry set seq = 9"));
        assertThrows(
            IllegalStateException.class,
            () -> db.update(role, "update journal.event set facts = '{}'"));
      }
      assertEquals(1, db.number("select count(*) from journal.entry"));
    }
  }

  @Test
  void theReferenceDataIsThere() {
    try (var db = StoreOnPostgres.create()) {
      assertEquals(12, db.number("select count(*) from reference.qark"));
      assertEquals(61, db.number("select count(*) from reference.municipality"));
      assertEquals(181, db.number("select count(*) from reference.holiday"));
      assertEquals(
          "Tiranë",
          db.texts(
                  "select q.name from reference.municipality m join reference.qark q"
                      + " on q.code = m.qark where m.code = '54'")
              .get(0));
      assertEquals(
          0, db.number("select count(*) from reference.municipality where length(source) = 0"));
      assertThrows(
          IllegalStateException.class,
          () -> db.update(LoginRole.APP, "update reference.qark set name = 'x'"));
    }
  }
}
