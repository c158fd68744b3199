// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.store.Receipt;
import al.fole.store.Schema;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** No committed change without its entry, whoever makes it (decision 0027). */
class EnteredTest {
  private static final String NO_ENTRY = "FO010";
  private static final String NO_REASON = "FO011";
  private static final String NOT_EMPTIED = "FO012";

  private static StoreOnPostgres db;
  private static Receipt thing;

  @BeforeAll
  static void open() throws SQLException {
    db = StoreOnPostgres.create();
    run(
        db.postgres.source(LoginRole.OWNER),
        """
        select journal.watch('sample.thing', 'id', 'version', 'thing', '{made_at}');
        create table sample.part (thing uuid, text text);
        grant select, insert, update, delete on sample.part to fole_app;
        select journal.watch('sample.part', 'thing', removable => true)""");
    db.view.open(Schema.of("sample", SampleMapper.class, EnteredMapper.class));
    thing = Sample.make(db.store, "watched");
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static void run(DataSource source, String... sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : sql) {
        statement.execute(each);
      }
      connection.commit();
    }
  }

  private static String refused(DataSource source, String... sql) {
    long before = db.number("select count(*) from sample.thing");
    String label = db.texts("select label from sample.thing where id = ?", thing.id()).get(0);
    var refused = assertThrows(SQLException.class, () -> run(source, sql));
    assertEquals(before, db.number("select count(*) from sample.thing"));
    assertEquals(label, db.texts("select label from sample.thing where id = ?", thing.id()).get(0));
    return String.valueOf(refused.getSQLState());
  }

  /** The superuser as he comes, without the reason that tests' fixtures give. */
  private static DataSource administrator() throws SQLException {
    var source = db.postgres.superuser().unwrap(PGSimpleDataSource.class);
    source.setOptions(null);
    return source;
  }

  private static final String LATER = "update sample.thing set version = version + 1";

  private static String later(UUID id) {
    return LATER + ", label = 'other' where id = '" + id + "'";
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
    String statement = sql.formatted(thing.id());
    assertEquals(NO_ENTRY, refused(db.postgres.source(LoginRole.OWNER), statement));
    assertEquals(NO_ENTRY, refused(administrator(), statement));
    assertEquals(
        NO_ENTRY, refused(administrator(), "set session_replication_role = replica", statement));
  }

  @Test
  void whoServesRequestsCannotGiveAReason() {
    assertEquals(
        NO_ENTRY,
        refused(
            db.postgres.source(LoginRole.APP), "set fole.by_hand = 'order 12'", later(thing.id())));
  }

  @Test
  void aCopyIsRefused() throws SQLException {
    try (Connection connection = administrator().getConnection()) {
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
        refused(
            administrator(),
            "set fole.by_hand = 'order 12'",
            "set session_replication_role = " + role,
            "truncate sample.thing cascade"));
  }

  @Test
  void aPreparedTransactionIsAskedWhenItIsPrepared() throws SQLException {
    assertEquals(
        NO_ENTRY, refused(administrator(), later(thing.id()), "prepare transaction 'hand'"));
    assertEquals(0, db.number("select count(*) from pg_prepared_xacts where gid = 'hand'"));
  }

  @Test
  void anEntryOfAnotherTransactionDoesNotServe() throws SQLException {
    UUID id = Sample.make(db.store, "twice").id();
    // Version 1 has its entry, of the transaction before.
    assertEquals(
        NO_ENTRY,
        refused(administrator(), "update sample.thing set label = 'x' where id = '" + id + "'"));
  }

  @Test
  void aRolledBackSavepointLeavesNoDebt() throws SQLException {
    UUID id = Sample.make(db.store, "savepoint").id();
    run(
        administrator(),
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
  void withAReasonItIsDoneAndToldByWhom() throws SQLException {
    UUID id = Sample.make(db.store, "mended").id();
    run(
        administrator(),
        "set fole.by_hand = 'order 12/2026'",
        LATER + ", label = 'mended by hand' where id = '" + id + "'",
        "update sample.thing set tags = '{a}' where id = '" + id + "'");
    db.engine.tellHandWork();
    db.engine.tellHandWork(); // once and not twice
    assertEquals(
        List.of("store.changed-by-hand"),
        db.texts("select type from journal.event where record = ? and record_version = 2", id));
    String hand =
        db.texts(
                "select facts->>'hand' from journal.event where record = ? and record_version = 2",
                id)
            .get(0);
    assertEquals(
        List.of("db:postgres order 12/2026 sample.thing"),
        db.texts(
            "select (facts->>'user') || ' ' || (facts->>'reference') || ' ' || (facts->>'table')"
                + " from journal.event where type = 'store.worked-by-hand' and record = ?",
            UUID.fromString(hand)));
    var one = new SampleMapper.ThingId(id);
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(SampleMapper.class).touch(one, 3);
          return tx.record(new Sample.ThingTouched(one, 3, LocalDate.EPOCH, ""), List.of());
        });
    assertEquals(
        List.of("1,2,3"),
        db.texts(
            "select string_agg(record_version::text, ',' order by record_version)"
                + " from journal.event where record = ?",
            id));
    assertTrue(Objects.requireNonNull(compared()).differing().isEmpty());
  }

  @Test
  void theOwnerIsNamedAsWhatHeIs() throws SQLException {
    UUID id = Sample.make(db.store, "owned").id();
    run(db.postgres.source(LoginRole.OWNER), "set fole.by_hand = 'order 13'", later(id));
    db.engine.tellHandWork();
    assertEquals(
        1,
        db.number(
            "select count(*) from journal.event where type = 'store.worked-by-hand'"
                + " and facts->>'user' = 'db:fole_owner' and facts->>'reference' = 'order 13'"));
    // The label is free again for the other tests.
    run(
        db.postgres.source(LoginRole.OWNER),
        "set fole.by_hand = 'order 13'",
        LATER + ", label = 'owned' where id = '" + id + "'");
    db.engine.tellHandWork();
  }

  @Test
  void aMigrationsRowsAreToldAsItsOwn() throws SQLException {
    UUID id = Sample.make(db.store, "migrated").id();
    var migrations =
        new Migrations(db.postgres.source(LoginRole.OWNER), db.postgres.source(LoginRole.APP));
    migrations.bringUpToDate(
        "extra",
        List.of(
            new Script("001_first.sql", "create table extra.t (i int)"),
            new Script(
                "002_relabel.sql",
                "update sample.thing set tags = '{migrated}' where id = '" + id + "'")));
    db.engine.tellHandWork();
    assertEquals(
        List.of("db:fole_owner migration:extra/002_relabel.sql sample.thing"),
        db.texts(
            "select (facts->>'user') || ' ' || (facts->>'reference') || ' ' || (facts->>'table')"
                + " from journal.event where type = 'store.worked-by-hand'"
                + " and facts->>'reference' like 'migration:extra/%'"));
    assertEquals(
        1, db.number("select count(*) from sample.thing where id = ? and tags = '{migrated}'", id));
  }

  @Test
  void aReasonIsAReferenceAndNoSentenceAboutSomebody() throws SQLException {
    for (String reason :
        List.of("x", "Arta's mother asked", "for arta", "e mërkurë", "a".repeat(65))) {
      assertEquals(
          NO_REASON,
          refused(
              administrator(),
              "set fole.by_hand = '" + reason.replace("'", "''") + "'",
              later(thing.id())));
    }
  }

  @Test
  void aDerivedColumnMayFollowAnotherRecordsEntry() {
    UUID id = Sample.make(db.store, "derived").id();
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(EnteredMapper.class).madeAt(id);
          return Sample.make(tx, "beside derived");
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.mapper(EnteredMapper.class).label(id, "not derived");
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
          tx.mapper(EnteredMapper.class).part(id, "text");
          tx.mapper(SampleMapper.class).touch(one, 2);
          return tx.record(new Sample.ThingTouched(one, 2, LocalDate.EPOCH, ""), List.of());
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            db.store.write(
                Sample.WORKER,
                tx -> {
                  tx.mapper(EnteredMapper.class).unpart(id);
                  return Sample.make(tx, "somebody else");
                }));
    assertEquals(1, db.number("select count(*) from sample.part where thing = ?", id));
    db.store.write(
        Sample.WORKER,
        tx -> {
          tx.mapper(EnteredMapper.class).unpart(id);
          tx.mapper(SampleMapper.class).touch(one, 3);
          return tx.record(new Sample.ThingTouched(one, 3, LocalDate.EPOCH, ""), List.of());
        });
    assertEquals(0, db.number("select count(*) from sample.part where thing = ?", id));
  }

  private static Comparison.Result compared() throws SQLException {
    return db.engine.comparison().look();
  }

  @Test
  void whatASwitchedOffTriggerLetThroughIsNamed() throws SQLException {
    try (var alone = StoreOnPostgres.create()) {
      run(
          alone.postgres.source(LoginRole.OWNER),
          "select journal.watch('sample.thing', 'id', 'version', 'thing')");
      UUID raised = Sample.make(alone.store, "raised").id();
      UUID lowered = Sample.make(alone.store, "lowered").id();
      Sample.make(alone.store, "untouched");
      Comparison comparison = alone.engine.comparison();
      assertTrue(comparison.look().sound());
      run(
          alone.postgres.superuser(),
          "alter table sample.thing disable trigger entered",
          "update sample.thing set version = 2 where id = '" + raised + "'",
          "update sample.thing set version = 0 where id = '" + lowered + "'");
      comparison.glance();
      Comparison.Result found = Objects.requireNonNull(comparison.last());
      assertEquals(List.of("sample.thing"), found.unguarded());
      List<String> records = found.differing().getOrDefault("sample.thing", List.of());
      assertEquals(2, records.size());
      assertTrue(records.toString().contains(raised + " has version 2, its newest entry 1 of 1"));
      assertTrue(records.toString().contains(lowered + " has version 0, its newest entry 1 of 1"));
      var health = new StoreHealth();
      health.opened(alone.engine);
      assertTrue(health.execute().toString().contains(raised.toString()));
      run(
          alone.postgres.superuser(),
          "alter table sample.thing enable always trigger entered",
          "set fole.by_hand = 'order 14'",
          "update sample.thing set version = 1");
      alone.engine.tellHandWork();
      comparison.glance();
      assertTrue(Objects.requireNonNull(comparison.last()).sound());
      assertFalse(alone.engine.figures().isEmpty());
    }
  }

  /** Statements that go astray on purpose. */
  interface EnteredMapper {
    @Update("update sample.thing set made_at = now() + interval '1 hour' where id = #{id}")
    int madeAt(UUID id);

    @Update("update sample.thing set label = #{label} where id = #{id}")
    int label(@Param("id") UUID id, @Param("label") String label);

    @Insert("insert into sample.part values (#{id}, #{text})")
    int part(@Param("id") UUID id, @Param("text") String text);

    @Delete("delete from sample.part where thing = #{id}")
    int unpart(UUID id);
  }
}
