// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.families.FamilyId;
import al.fole.families.PlacementId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each of the two walls around families stands without the other. */
class WallsTest {
  private static final Scope NATIONAL = new Scope(true, List.of());
  private static final List<String> TABLES =
      List.of(
          "family", "adult", "assessment", "approval", "approval_care_type", "place", "placement");
  private static FamiliesWorld world;
  private static FamilyId family;
  private static PlacementId placement;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    family = world.approved(aFamily());
    placement = world.place(family, world.aCase());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void thePredicateNarrowsWhereThePolicyIsSilent() {
    var system = world.roles.system("families.test");
    assertEquals(List.of(1, 1, 1, 1, 1), seen(system, NATIONAL));
    assertEquals(List.of(1, 1, 1, 1, 1), seen(system, new Scope(false, List.of("B53"))));
    assertEquals(List.of(0, 0, 0, 0, 0), seen(system, new Scope(false, List.of("B10"))));
    assertEquals(List.of(0, 0, 0, 0, 0), seen(system, new Scope(false, List.of())));
  }

  @Test
  void thePolicyNarrowsWhereThePredicateIsWrong() {
    assertEquals(List.of(1, 1, 1, 1, 1), seen(world.tirana, NATIONAL));
    assertEquals(List.of(1, 1, 1, 1, 1), seen(world.region, NATIONAL));
    assertEquals(List.of(1, 1, 1, 1, 1), seen(world.directorate, NATIONAL));
    assertEquals(List.of(0, 0, 0, 0, 0), seen(world.durres, NATIONAL));
    assertEquals(List.of(0, 0, 0, 0, 0), seen(world.administrator, NATIONAL));
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
    assertEquals(List.of(0, 0, 0, 0, 0), seen(manager, EVERYTHING));
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until)"
            + " select subject, via, '%s', 'ASSIGNED', opened_on, now() + interval '1 hour'"
                .formatted(manager.who())
            + " from access.scope where unit = 'B53' and closed_on is null");
    assertEquals(List.of(1, 1, 1, 1, 1), seen(manager, EVERYTHING));
    assertEquals(List.of(0, 0, 0, 0, 0), seen(TestActor.of("PROVIDER_CM", "P-1"), EVERYTHING));
    world.run(
        "update access.scope set until = now() - interval '1 second' where holder is not null");
    assertEquals(List.of(0, 0, 0, 0, 0), seen(manager, EVERYTHING));
    world.run(
        "insert into access.standing select distinct subject, 'SEALED', now()"
            + " from access.scope where unit = 'B53'");
    assertEquals(List.of(0, 0, 0, 0, 0), seen(world.tirana, EVERYTHING));
    world.run("delete from access.standing; delete from access.scope where holder is not null");
    assertEquals(List.of(1, 1, 1, 1, 1), seen(world.tirana, EVERYTHING));
  }

  private static List<Integer> seen(Actor actor, Scope scope) {
    var ids = List.of(family.value());
    return world
        .store()
        .read(
            actor,
            tx -> {
              var families = tx.mapper(FamilyMapper.class);
              var placements = tx.mapper(PlacementMapper.class);
              return List.of(
                  families.byId(ids, scope).size(),
                  families.assessments(ids, scope).size(),
                  families.approvals(ids, scope).size(),
                  placements.places(ids, scope).size(),
                  placements.byId(List.of(placement.value()), scope).size());
            });
  }

  @Test
  void thePolicyHoldsForChangesAndLocks() {
    var error =
        assertThrows(
            RuntimeException.class,
            () ->
                world
                    .store()
                    .write(
                        world.durres,
                        tx -> {
                          var families = tx.mapper(FamilyMapper.class);
                          var placements = tx.mapper(PlacementMapper.class);
                          assertNull(families.locked(family.value(), NATIONAL));
                          assertNull(placements.locked(placement.value(), NATIONAL));
                          assertEquals(
                              0, families.leave(family.value(), AFamily.APPLIED, NATIONAL));
                          assertEquals(
                              0, placements.leave(placement.value(), AFamily.APPLIED, NATIONAL));
                          assertEquals(0, placements.closePlaces(family.value(), 0, NATIONAL));
                          throw new IllegalStateException("done");
                        }));
    assertEquals("done", error.getMessage());
  }

  @Test
  void nobodyEntersWhatIsNotHis() throws SQLException {
    for (String table : TABLES) {
      String copy = "insert into families." + table + " select t.* from families." + table + " t";
      assertEquals(0, as("B10", copy), table);
    }
    String adult =
        "insert into families.adult (family, position, person) values ('%s', 2, gen_random_uuid())"
            .formatted(family);
    refused(() -> as("B10", adult));
    String place =
        "insert into families.place (family, ordinal, approval, places, open)"
            + " values ('%s', 1, gen_random_uuid(), 1, true)".formatted(family);
    refused(() -> as("B10", place));
  }

  @Test
  void withoutContextTheAppRoleSeesNothingAndDeletesNothing() throws SQLException {
    for (LoginRole role : List.of(LoginRole.APP, LoginRole.OWNER)) {
      try (Connection connection = world.fixture.postgres().source(role).getConnection();
          var statement = connection.createStatement()) {
        for (String table : TABLES) {
          try (var row = statement.executeQuery("select count(*) from families." + table)) {
            row.next();
            assertEquals(0, row.getLong(1), role + " " + table);
          }
          if (role == LoginRole.APP) {
            refused(() -> statement.executeUpdate("delete from families." + table));
          }
        }
        if (role == LoginRole.APP) {
          refused(() -> statement.executeUpdate("delete from families.term"));
          refused(() -> statement.executeUpdate("truncate families.file_number"));
        }
      }
    }
  }

  private static int as(String unit, String sql) throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select set_config('fole.role', 'PMF', true), set_config('fole.unit', '"
              + (unit + "', true)"));
      int rows = statement.executeUpdate(sql);
      connection.rollback();
      return rows;
    }
  }

  private static void refused(Executable work) {
    assertEquals("42501", assertThrows(SQLException.class, work).getSQLState());
  }
}
