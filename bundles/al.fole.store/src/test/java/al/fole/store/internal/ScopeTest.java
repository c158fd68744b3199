// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.store.Schema;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Set<String> GUARDED = Set.of("sample.child");

  interface Forgets {
    @Select("select id from sample.child")
    List<UUID> all();
  }

  interface ForgetsInJoin {
    @Select("select t.id from sample.thing t join \"sample\" . child c on c.id = t.id")
    List<UUID> all();
  }

  interface ForgetsOnUpdate {
    @Update("update only sample.child set unit = 'x'")
    int all();
  }

  interface ForgetsOnDelete {
    @Delete("delete from sample.child")
    int all();
  }

  interface InsertsFromIt {
    @Insert("insert into sample.child select * from sample.child")
    int copy();
  }

  interface CommentsOnly {
    @Select("select id from sample.child -- {scope id}")
    List<UUID> all();
  }

  interface NoReason {
    @Select("/* unscoped: */ select id from sample.child")
    List<UUID> all();
  }

  interface Hides {
    @SelectProvider(type = ScopeTest.class, method = "sql")
    List<UUID> all();
  }

  interface NoSuchGroup {
    @Select(
        "select case when {field HEIGHT c.id} then 1 end from sample.child c where {scope c.id}")
    List<Integer> all();
  }

  interface NoMark {
    @Select("select id from sample.child c where {scope c.id} and {field HEALTH}")
    List<UUID> all();
  }

  interface FieldOnly {
    @Select("select id from sample.child c where {field HEALTH c.id}")
    List<UUID> all();
  }

  interface Shows {
    /** Whether each child's group is shown. */
    @Select(
        "select case when {field HEALTH c.id} then 'shown' end from sample.child c where {scope c.id} order by c.unit")
    List<@Nullable String> health(@Param("scope") Scope scope);
  }

  interface Fine {
    @Select("select id from sample.child c where {scope c.id}")
    List<UUID> scoped();

    @Select("/* unscoped: finds duplicates as a job */ select id from sample.child")
    List<UUID> job();

    @Insert("insert into sample.child (id) values (#{id})")
    int insert(UUID id);

    @Select("select id from sample.children")
    List<UUID> other();
  }

  @Test
  void aStatementOnAProtectedTableCarriesItsScope() {
    for (Class<?> mapper :
        List.of(
            Forgets.class,
            ForgetsInJoin.class,
            ForgetsOnUpdate.class,
            ForgetsOnDelete.class,
            InsertsFromIt.class,
            CommentsOnly.class,
            NoReason.class,
            NoSuchGroup.class,
            NoMark.class,
            FieldOnly.class,
            Hides.class)) {
      var refused =
          assertThrows(
              IllegalStateException.class,
              () -> ScopeRule.check(mapper, GUARDED),
              mapper.getSimpleName());
      assertTrue(String.valueOf(refused.getMessage()).startsWith(mapper.getSimpleName() + "."));
    }
    ScopeRule.check(Fine.class, GUARDED);
  }

  @Test
  void openRefusesTheMapper() {
    try (var db = StoreOnPostgres.create()) {
      var schema = Schema.of("sample", SampleMapper.class, Forgets.class);
      assertThrows(IllegalStateException.class, () -> db.view.open(schema));
    }
  }

  /** What the predicate asks of schema {@code access}. */
  private static void access(StoreOnPostgres db) {
    db.update(LoginRole.OWNER, "create schema access");
    db.update(
        LoginRole.OWNER,
        "create table access.scope (subject uuid, unit text, holder uuid, relation text,"
            + " closed_on date, until timestamptz)");
    db.update(
        LoginRole.OWNER, "create table access.standing (subject uuid primary key, state text)");
    db.update(LoginRole.OWNER, "grant usage on schema access to fole_app, fole_jobs");
    db.update(
        LoginRole.OWNER, "grant select on access.scope, access.standing to fole_app, fole_jobs");
  }

  private static void open(StoreOnPostgres db, UUID subject, String unit, @Nullable String closed) {
    db.update(
        LoginRole.OWNER,
        "insert into access.scope (subject, unit, closed_on) values (?, ?, ?::date)",
        subject,
        unit,
        closed);
  }

  @Test
  void thePredicateNarrowsAndRowLevelSecurityStandsBehind() {
    try (var db = StoreOnPostgres.create()) {
      access(db);
      UUID here = UUID.randomUUID();
      UUID there = UUID.randomUUID();
      db.update(
          LoginRole.JOBS, "insert into sample.child values (?, 'B11'), (?, 'B12')", here, there);
      open(db, here, "B11", null);
      open(db, there, "B12", null);
      open(db, there, "B11", "2026-01-01");
      TestActor job = TestActor.system();

      assertEquals(List.of(here), children(db, job, new Scope(false, List.of("B11"))));
      assertEquals(List.of(), children(db, job, new Scope(false, List.of())));
      assertEquals(List.of(), children(db, job, Scope.NOTHING));
      assertEquals(2, children(db, job, new Scope(true, List.of())).size());
      // A wrong scope does not help: the policy reads the actor's unit.
      assertEquals(List.of(here), children(db, Sample.WORKER, new Scope(true, List.of())));
      assertEquals(
          List.of(here),
          db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).allChildren()));
    }
  }

  @Test
  void thePredicateAsksWhoHoldsTheRowForHowLongAndHowItStands() {
    try (var db = StoreOnPostgres.create()) {
      access(db);
      UUID child = UUID.randomUUID();
      UUID holder = UUID.randomUUID();
      db.update(LoginRole.JOBS, "insert into sample.child values (?, 'B11')", child);
      db.update(
          LoginRole.OWNER,
          "insert into access.scope (subject, holder, relation) values (?, ?, 'ASSIGNED')",
          child,
          holder);
      TestActor job = TestActor.system();

      assertEquals(List.of(child), children(db, job, held(holder, "OPEN")));
      assertEquals(List.of(), children(db, job, held(UUID.randomUUID(), "OPEN")));
      assertEquals(List.of(), children(db, job, held(holder, "CLOSED")), "it is open");
      db.update(LoginRole.OWNER, "update access.scope set until = now() + interval '1 hour'");
      assertEquals(List.of(child), children(db, job, held(holder, "OPEN")));
      db.update(LoginRole.OWNER, "update access.scope set until = now() - interval '1 second'");
      assertEquals(List.of(), children(db, job, held(holder, "OPEN")));
      db.update(LoginRole.OWNER, "update access.scope set until = null");

      db.update(LoginRole.OWNER, "insert into access.standing values (?, 'CLOSED')", child);
      assertEquals(List.of(), children(db, job, held(holder, "OPEN")));
      assertEquals(List.of(child), children(db, job, held(holder, "CLOSED")));
      db.update(LoginRole.OWNER, "update access.standing set state = 'SEALED'");
      assertEquals(List.of(), children(db, job, held(holder, "OPEN", "CLOSED")));
      assertEquals(List.of(), children(db, job, new Scope(true, List.of())));
      db.update(
          LoginRole.OWNER,
          "insert into access.scope (subject, holder, relation, until)"
              + " values (?, ?, 'UNSEALED', now() + interval '1 hour')",
          child,
          holder);
      assertEquals(List.of(child), children(db, job, held(holder, "OPEN", "CLOSED")));
      assertEquals(List.of(), children(db, job, new Scope(true, List.of())), "unsealed for one");
      var monitor =
          new Scope(false, List.of(), List.of(holder), List.of("OPEN"), List.of(), Map.of());
      assertEquals(List.of(), children(db, job, monitor), "not for whoever answers for him");
    }
  }

  private static Scope held(UUID holder, String... states) {
    return new Scope(
        false, List.of(), List.of(holder), List.of(holder), List.of(states), List.of(), Map.of());
  }

  @Test
  void aFieldIsShownWhereItsOwnScopeReachesAndNowhereWithoutOne() {
    try (var db = StoreOnPostgres.create()) {
      access(db);
      db.view.open(Schema.of("sample", SampleMapper.class, Shows.class));
      UUID here = UUID.randomUUID();
      UUID there = UUID.randomUUID();
      db.update(
          LoginRole.JOBS, "insert into sample.child values (?, 'B11'), (?, 'B12')", here, there);
      open(db, here, "B11", null);
      open(db, there, "B12", null);
      var both = List.of("B11", "B12");
      var states = List.of("OPEN");
      var first = new Scope(false, List.of("B11"), List.of(), states, List.of(), Map.of());

      assertEquals(Arrays.asList("shown", "shown"), health(db, new Scope(false, both)));
      assertEquals(
          Arrays.asList("shown", null),
          health(
              db, new Scope(false, both, List.of(), states, List.of(), Map.of("HEALTH", first))));
      assertEquals(
          Arrays.asList(null, null),
          health(db, new Scope(false, both, List.of(), states, List.of(), Map.of("COURT", first))));
    }
  }

  private static List<@Nullable String> health(StoreOnPostgres db, Scope scope) {
    return db.store.read(TestActor.system(), tx -> tx.mapper(Shows.class).health(scope));
  }

  @Test
  void aRowAsksForItsScopeByKeyHoweverMuchIsInScope() throws SQLException {
    try (var db = StoreOnPostgres.create()) {
      access(db);
      db.update(
          LoginRole.OWNER,
          "insert into access.scope (subject, unit) select gen_random_uuid(), 'B11'"
              + " from generate_series(1, 2000)");
      db.update(
          LoginRole.OWNER,
          "insert into access.standing select subject, 'CLOSED' from access.scope limit 500");
      db.update(LoginRole.OWNER, "create index on access.scope (unit, subject)");
      db.update(LoginRole.OWNER, "analyze access.scope, access.standing");
      var predicate =
          ScopeLanguage.expand("{scope t.subject}")
              .replace("#{scope.national}", "false")
              .replace("#{scope.units,javaType=list}", "'{B11}'")
              .replace("#{scope.holders,javaType=list}", "'{}'")
              .replace("#{scope.self,javaType=list}", "'{}'")
              .replace("#{scope.states,javaType=list}", "'{OPEN}'");
      var plan = new StringBuilder();
      try (var connection = db.postgres.source(LoginRole.OWNER).getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery("explain select from access.scope t where " + predicate)) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertTrue(plan.indexOf("SubPlan") > 0 && plan.indexOf("hashed") < 0, plan.toString());
    }
  }

  private static List<UUID> children(StoreOnPostgres db, TestActor actor, Scope scope) {
    return db.store.read(actor, tx -> tx.mapper(SampleMapper.class).children(scope));
  }
}
