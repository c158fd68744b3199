// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.database.LoginRole;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each of the two walls around cases stands without the other. */
class WallsTest {
  private static final Scope NATIONAL = new Scope(true, List.of());
  private static final List<String> TABLES =
      List.of(
          "cases.referral", "cases.care_case", "cases.assessment", "cases.decision", "cases.care");
  private static CasesWorld world;
  private static CaseId inTirana;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    PersonId child = world.child();
    inTirana = world.assessed(child);
    var decision =
        world.cases.decide(world.tirana, inTirana, Said.decision("COURT", world.daysAgo(35)));
    world.place(
        world.tirana, Said.placement(inTirana, child, decision, "FOSTER_LONG", world.daysAgo(30)));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** How many rows of the five tables are seen. */
  private static List<Integer> seen(Actor actor, Scope scope) {
    return world
        .store()
        .read(
            actor,
            tx -> {
              var cases = tx.mapper(CaseMapper.class);
              return List.of(
                  tx.mapper(ReferralMapper.class).list(null, null, 100, scope).size(),
                  cases.byDate(null, null, null, null, 100, scope).size(),
                  tx.mapper(AssessmentMapper.class).assessments(inTirana, scope).size(),
                  tx.mapper(DecisionMapper.class).decisions(inTirana, scope).size(),
                  cases.cares(List.of(inTirana.value()), scope).size());
            });
  }

  private static final List<Integer> ALL = List.of(1, 1, 1, 1, 1);
  private static final List<Integer> NONE = List.of(0, 0, 0, 0, 0);

  @Test
  void thePredicateNarrowsWhereThePolicyIsSilent() {
    var system = world.access.system("cases.test");
    assertEquals(ALL, seen(system, NATIONAL));
    assertEquals(ALL, seen(system, new Scope(false, List.of("B53"))));
    assertEquals(NONE, seen(system, new Scope(false, List.of("B10"))));
    assertEquals(NONE, seen(system, new Scope(false, List.of())));
  }

  @Test
  void thePolicyNarrowsWhereThePredicateIsWrong() {
    assertEquals(ALL, seen(world.tirana, NATIONAL));
    assertEquals(ALL, seen(world.region, NATIONAL));
    assertEquals(ALL, seen(world.directorate, NATIONAL));
    assertEquals(NONE, seen(world.durres, NATIONAL));
    assertEquals(NONE, seen(world.administrator, NATIONAL));
  }

  /** The predicate lets everything through, also what is sealed. */
  private static final Scope EVERYTHING =
      new Scope(
          true, List.of(), List.of(), List.of("OPEN", "CLOSED", "SEALED"), List.of(), Map.of());

  @Test
  void thePolicyAsksWhoHoldsARecordForHowLongAndWhetherItIsSealed() {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    world.run(
        "insert into access.unit (code, kind, name) values ('P-1', 'PROVIDER_NGO', 'Ofruesi')"
            + " on conflict do nothing");
    assertEquals(NONE, seen(manager, EVERYTHING));
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until)"
            + " select subject, via, '%s', 'ASSIGNED', opened_on, now() + interval '1 hour'"
                .formatted(manager.who())
            + " from access.scope where unit = 'B53' and closed_on is null");
    assertEquals(ALL, seen(manager, EVERYTHING));
    assertEquals(NONE, seen(TestActor.of("PROVIDER_CM", "P-1"), EVERYTHING));
    world.run(
        "update access.scope set until = now() - interval '1 second' where holder is not null");
    assertEquals(NONE, seen(manager, EVERYTHING));
    world.run(
        "insert into access.standing select distinct subject, 'SEALED', now()"
            + " from access.scope where unit = 'B53'");
    assertEquals(NONE, seen(world.tirana, EVERYTHING));
    world.run("delete from access.standing; delete from access.scope where holder is not null");
    assertEquals(ALL, seen(world.tirana, EVERYTHING));
  }

  @Test
  void thePolicyHoldsForLocks() {
    var error =
        assertThrows(
            IllegalStateException.class,
            () ->
                world
                    .store()
                    .write(
                        world.durres,
                        tx -> {
                          var cases = tx.mapper(CaseMapper.class);
                          assertEquals(null, cases.locked(inTirana, NATIONAL));
                          assertEquals(
                              List.of(),
                              tx.mapper(ReferralMapper.class).ofCase(inTirana, NATIONAL));
                          throw new IllegalStateException("done");
                        }));
    assertEquals("done", error.getMessage());
  }

  @Test
  void withoutContextTheAppRoleSeesAndChangesNothing() throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertEquals(0, row.getLong(1), table);
        }
        denied(() -> statement.executeUpdate("delete from " + table));
      }
      assertEquals(0, statement.executeUpdate("update cases.care_case set risk = 'LOW'"));
      assertEquals(0, statement.executeUpdate("update cases.decision set kind = 'COURT'"));
      denied(
          () ->
              statement.executeUpdate(
                  "insert into cases.care (placement, care_case, family, care_type, started_on)"
                      + " select gen_random_uuid(), '"
                      + inTirana
                      + "', gen_random_uuid(), 'KINSHIP', current_date"));
      denied(() -> statement.executeUpdate("truncate cases.file_counter"));
      denied(() -> statement.executeUpdate("insert into reference.code values ('risk', 'X')"));
    }
  }

  @Test
  void theOwnerHimselfStandsBehindTheWall() throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertEquals(0, row.getLong(1), table);
        }
      }
    }
  }

  private static void denied(Executable work) {
    assertEquals("42501", assertThrows(SQLException.class, work).getSQLState());
  }
}
