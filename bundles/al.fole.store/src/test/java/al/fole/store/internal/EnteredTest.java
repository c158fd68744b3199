// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static al.fole.store.internal.WatchedStore.NO_ENTRY;
import static al.fole.store.internal.WatchedStore.later;
import static al.fole.store.internal.WatchedStore.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.database.LoginRole;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** No committed change without its entry, whoever makes it (decision 0027). */
class EnteredTest {
  private static final String NOT_EMPTIED = "FO012";
  private static WatchedStore watched;
  private static StoreOnPostgres db;

  @BeforeAll
  static void open() throws SQLException {
    watched = new WatchedStore();
    db = watched.db;
  }

  @AfterAll
  static void close() {
    watched.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update sample.thing set label = 'other' where id = '%s'",
        "update sample.thing set version = version + 1, label = 'other' where id = '%s'",
        "update sample.thing set version = version + 1 where id = '%s'; "
            + "update sample.thing set version = version + 1, label = 'other' where id = '%1$s'",
        "update sample.thing set made_at = now() where id = '%s'",
        "savepoint a; update sample.thing set label = 'a' where id = '%s'; release a",
        "insert into sample.thing values (gen_random_uuid(), 1, 'by hand', '{}', now())",
        "delete from sample.thing where id = '%s'",
        "with gone as (delete from sample.thing where id = '%s' returning *) select 1 from gone",
        "insert into sample.part values ('%s', 'by hand')"
      })
  void byHandNothingIsChanged(String sql) throws SQLException {
    String statement = sql.formatted(watched.thing.id());
    assertEquals(NO_ENTRY, watched.refused(db.postgres.source(LoginRole.OWNER), statement));
    assertEquals(NO_ENTRY, watched.refused(watched.administrator(), statement));
    assertEquals(
        NO_ENTRY,
        watched.refused(
            watched.administrator(), "set session_replication_role = replica", statement));
  }

  @Test
  void aCopyIsRefused() throws SQLException {
    try (Connection connection = watched.administrator().getConnection()) {
      connection.setAutoCommit(false);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy sample.thing (id, version, label, made_at) from stdin",
              new StringReader(UUID.randomUUID() + "\t1\tcopied\t2026-01-01\n"));
      var refused = assertThrows(SQLException.class, connection::commit);
      assertEquals(NO_ENTRY, refused.getSQLState());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertEquals(0, db.number("select count(*) from sample.thing where label = 'copied'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"origin", "replica"})
  void aTableIsNotEmptiedEvenWithAReason(String role) throws SQLException {
    assertEquals(
        NOT_EMPTIED,
        watched.refused(
            watched.administrator(),
            "set fole.by_hand = 'order 12'",
            "set session_replication_role = " + role,
            "truncate sample.thing cascade"));
  }

  @Test
  void aPreparedTransactionIsAskedWhenItIsPrepared() throws SQLException {
    assertEquals(
        NO_ENTRY,
        watched.refused(
            watched.administrator(), later(watched.thing.id()), "prepare transaction 'hand'"));
    assertEquals(0, db.number("select count(*) from pg_prepared_xacts where gid = 'hand'"));
  }

  @Test
  void anEntryOfAnotherTransactionDoesNotServe() throws SQLException {
    UUID id = Sample.make(db.store, "twice").id();
    // Version 1 has its entry, of the transaction before.
    assertEquals(
        NO_ENTRY,
        watched.refused(
            watched.administrator(),
            "update sample.thing set label = 'x' where id = '" + id + "'"));
  }

  @Test
  void aRolledBackSavepointLeavesNoDebt() throws SQLException {
    UUID id = Sample.make(db.store, "savepoint").id();
    run(
        watched.administrator(),
        "savepoint a",
        "update sample.thing set label = 'y' where id = '" + id + "'",
        "rollback to a");
    assertEquals("savepoint", db.texts("select label from sample.thing where id = ?", id).get(0));
  }

  @Test
  void severalVersionsInOneTransactionHaveAnEntryEach() {
    UUID id = Sample.make(db.store, "raised").id();
    var one = new SampleMapper.ThingId(id);
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(SampleMapper.class).touch(one, 2);
          tx.record(new Sample.ThingTouched(one, 2, LocalDate.EPOCH, ""), List.of());
          tx.mapper(SampleMapper.class).touch(one, 3);
          return tx.record(new Sample.ThingTouched(one, 3, LocalDate.EPOCH, ""), List.of());
        });
    assertEquals(3, db.number("select version from sample.thing where id = ?", id));
  }

  @Test
  void aVersionThatWasLeftOutIsRefused() {
    UUID id = Sample.make(db.store, "left out").id();
    var one = new SampleMapper.ThingId(id);
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.mapper(SampleMapper.class).touch(one, 2);
                  tx.mapper(SampleMapper.class).touch(one, 3);
                  return tx.record(new Sample.ThingTouched(one, 3, LocalDate.EPOCH, ""), List.of());
                }));
    assertEquals(1, db.number("select version from sample.thing where id = ?", id));
    assertEquals(1, db.number("select count(*) from journal.event where record = ?", id));
    Sample.make(db.store, "after left out");
    db.engine.heartbeat();
    Trail.verified(db); // the number of the failed COMMIT is declared void
  }

  @Test
  void aDerivedColumnMayFollowAnotherRecordsEntry() {
    UUID id = Sample.make(db.store, "derived").id();
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(WatchedStore.Astray.class).madeAt(id);
          return Sample.make(tx, "beside derived");
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.mapper(WatchedStore.Astray.class).label(id, "not derived");
                  return Sample.make(tx, "beside not derived");
                }));
    assertEquals("derived", db.texts("select label from sample.thing where id = ?", id).get(0));
  }

  @Test
  void aPartGoesWithItsRecordsEntryOnly() {
    UUID id = Sample.make(db.store, "with parts").id();
    var one = new SampleMapper.ThingId(id);
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(WatchedStore.Astray.class).part(id, "text");
          tx.mapper(SampleMapper.class).touch(one, 2);
          return tx.record(new Sample.ThingTouched(one, 2, LocalDate.EPOCH, ""), List.of());
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.mapper(WatchedStore.Astray.class).unpart(id);
                  return Sample.make(tx, "somebody else");
                }));
    assertEquals(1, db.number("select count(*) from sample.part where thing = ?", id));
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(WatchedStore.Astray.class).unpart(id);
          tx.mapper(SampleMapper.class).touch(one, 3);
          return tx.record(new Sample.ThingTouched(one, 3, LocalDate.EPOCH, ""), List.of());
        });
    assertEquals(0, db.number("select count(*) from sample.part where thing = ?", id));
  }
}
