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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
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

  @Test
  void thePredicateNarrowsAndRowLevelSecurityStandsBehind() {
    try (var db = StoreOnPostgres.create()) {
      db.update(LoginRole.OWNER, "create schema access");
      db.update(
          LoginRole.OWNER, "create table access.scope (subject uuid, unit text, closed_on date)");
      db.update(LoginRole.OWNER, "grant usage on schema access to fole_app, fole_jobs");
      db.update(LoginRole.OWNER, "grant select on access.scope to fole_app, fole_jobs");
      UUID here = UUID.randomUUID();
      UUID there = UUID.randomUUID();
      db.update(
          LoginRole.JOBS, "insert into sample.child values (?, 'B11'), (?, 'B12')", here, there);
      db.update(LoginRole.OWNER, "insert into access.scope values (?, 'B11', null)", here);
      db.update(LoginRole.OWNER, "insert into access.scope values (?, 'B12', null)", there);
      db.update(LoginRole.OWNER, "insert into access.scope values (?, 'B11', '2026-01-01')", there);
      TestActor job = TestActor.system();

      assertEquals(List.of(here), children(db, job, new Scope(false, List.of("B11"))));
      assertEquals(List.of(), children(db, job, new Scope(false, List.of())));
      assertEquals(2, children(db, job, new Scope(true, List.of())).size());
      // A wrong scope does not help: the policy reads the actor's unit.
      assertEquals(List.of(here), children(db, Sample.WORKER, new Scope(true, List.of())));
      assertEquals(
          List.of(here),
          db.store.read(Sample.WORKER, tx -> tx.mapper(SampleMapper.class).allChildren()));
    }
  }

  @Test
  void aRowAsksForItsScopeByKeyHoweverMuchIsInScope() throws SQLException {
    try (var db = StoreOnPostgres.create()) {
      db.update(LoginRole.OWNER, "create schema access");
      db.update(
          LoginRole.OWNER, "create table access.scope (subject uuid, unit text, closed_on date)");
      db.update(
          LoginRole.OWNER,
          "insert into access.scope select gen_random_uuid(), 'B11', null"
              + " from generate_series(1, 2000)");
      db.update(LoginRole.OWNER, "create index on access.scope (unit, subject)");
      db.update(LoginRole.OWNER, "analyze access.scope");
      var predicate =
          ScopeLanguage.expand("{scope t.subject}")
              .replace("#{scope.national}", "false")
              .replace("#{scope.units,javaType=list}", "'{B11}'");
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
