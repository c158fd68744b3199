// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static al.fole.store.internal.WatchedStore.LATER;
import static al.fole.store.internal.WatchedStore.NO_ENTRY;
import static al.fole.store.internal.WatchedStore.later;
import static al.fole.store.internal.WatchedStore.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Work by hand has a reason, and the trail tells who did what; what it went past is named (0027).
 */
class WorkByHandTest {
  private static final String NO_REASON = "FO011";
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

  @Test
  void whoServesRequestsCannotGiveAReason() {
    assertEquals(
        NO_ENTRY,
        watched.refused(
            db.postgres.source(LoginRole.APP),
            "set fole.by_hand = 'order 12'",
            later(watched.thing.id())));
  }

  @Test
  void aReasonIsAReferenceAndNoSentenceAboutSomebody() throws SQLException {
    for (String reason :
        List.of("x", "Arta's mother asked", "for arta", "e mërkurë", "a".repeat(65))) {
      assertEquals(
          NO_REASON,
          watched.refused(
              watched.administrator(),
              "set fole.by_hand = '" + reason.replace("'", "''") + "'",
              later(watched.thing.id())));
    }
  }

  @Test
  void withAReasonItIsDoneAndToldByWhom() throws SQLException {
    UUID id = Sample.make(db.store, "mended").id();
    run(
        watched.administrator(),
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

  /** Whoever asks who changed his record finds what was done by hand, too. */
  @Test
  void aPersonChangedByHandIsNamedAndAThingNamesNobody() throws SQLException {
    UUID person = UUID.randomUUID();
    UUID other = Sample.make(db.store, "of nobody").id();
    run(
        db.postgres.source(LoginRole.OWNER),
        "create table sample.somebody (id uuid primary key, version bigint not null)",
        "select journal.watch('sample.somebody', 'id', 'version', 'person')");
    run(
        watched.administrator(),
        "set fole.by_hand = 'order 15'",
        "insert into sample.somebody values ('" + person + "', 1)",
        LATER + " where id = '" + other + "'");
    db.engine.tellHandWork();
    assertEquals(List.of(person.toString()), subjectsByHand(person));
    assertEquals(List.of(), subjectsByHand(other));
  }

  private static List<String> subjectsByHand(UUID record) {
    return db.texts(
        "select s.subject from journal.event e join journal.event_subject s on s.entry = e.entry"
            + " where e.type = 'store.changed-by-hand' and e.record = ?",
        record);
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

  private static Comparison.Result compared() throws SQLException {
    return db.engine.comparison().look();
  }
}
