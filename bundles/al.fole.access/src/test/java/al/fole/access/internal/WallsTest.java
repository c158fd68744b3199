// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two walls around a record; each must hold when the other has fallen. */
class WallsTest {
  private static final Things THINGS = new Things();

  @AfterAll
  static void close() {
    THINGS.close();
  }

  @BeforeEach
  void onlyThoseOfTheUnits() {
    THINGS.only();
  }

  @Test
  @Clause("R-04")
  @Clause("R-41")
  @Clause("R-71")
  void aWorkerSeesHisMunicipality() {
    THINGS.sees(TestActor.of("PMF", "B53"), THINGS.expected("B53"));
    THINGS.sees(TestActor.of("NJMF_HEAD", "B48"), THINGS.expected("B48"));
  }

  @Test
  @Clause("R-40")
  void theRegionalServiceSeesItsCounty() {
    THINGS.sees(
        TestActor.of("SHSSH_REG", "Q-AL-11"), THINGS.expected("B50", "B51", "B52", "B53", "B54"));
  }

  @Test
  void theGeneralDirectorateSeesEverything() {
    THINGS.sees(TestActor.of("SHSSH_HQ", "N"), new HashSet<>(THINGS.ofUnits.values()));
    assertEquals(61, THINGS.ofUnits.size());
  }

  @Test
  void theAdministratorSeesNoRecord() {
    THINGS.sees(TestActor.of("SHSSH_ADMIN", "N"), Set.of());
  }

  @Test
  void aRoleInAUnitItIsNotHeldInSeesNothing() {
    THINGS.sees(TestActor.of("SHSSH_HQ", "B53"), Set.of());
    THINGS.sees(TestActor.of("SHSSH_REG", "B53"), Set.of());
    THINGS.sees(TestActor.of("PMF", "Q-AL-11"), Set.of());
    THINGS.sees(TestActor.of("PMF", "B99"), Set.of());
    THINGS.sees(TestActor.of("NOBODY", "N"), Set.of());
  }

  @Test
  @Clause("R-91")
  void theSecondWallReachesWhatTheFirstDoesForEveryRoleInEveryUnit() throws SQLException {
    var roles = new ArrayList<>(THINGS.world.matrix.now().roles().keySet());
    roles.add("NOBODY");
    int compared = 0;
    try (Connection app = THINGS.world.fixture.postgres().source(LoginRole.APP).getConnection()) {
      for (String role : roles) {
        for (String unit : THINGS.units()) {
          set(app, role, unit);
          var scope = THINGS.world.access.scope(TestActor.of(role, unit), Things.SEE);
          try (var statement = app.createStatement();
              ResultSet row = statement.executeQuery("select access.national(), access.units()")) {
            row.next();
            var of = role + " in " + unit;
            if (THINGS.world.matrix.now().fits(role, unit)) {
              var reached = Set.of((String[]) row.getArray(2).getArray());
              assertTrue(reached.containsAll(scope.units()), of);
              assertTrue(row.getBoolean(1) || !scope.national(), of);
            } else {
              assertEquals(Scope.NOTHING, scope, of);
              assertEquals(List.of(), List.of((String[]) row.getArray(2).getArray()), of);
              assertFalse(row.getBoolean(1), of);
            }
            compared++;
          }
        }
      }
    }
    assertEquals(19 * (3 * 61 + 2 * 12 + 1 + 5 + 2), compared);
  }

  private static void set(Connection app, String role, String unit) throws SQLException {
    try (PreparedStatement set =
        app.prepareStatement(
            "select set_config('fole.role', ?, false), set_config('fole.unit', ?, false)")) {
      set.setString(1, role);
      set.setString(2, unit);
      set.execute();
    }
  }

  @Test
  void aBorrowedConnectionWithoutContextSeesNothing() throws SQLException {
    try (Connection app = THINGS.world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = app.createStatement()) {
      assertEquals(0, count(statement, "select count(*) from sample.thing"));
      assertEquals(0, count(statement, "select count(*) from access.account"));
      assertEquals(0, count(statement, "select count(*) from access.session"));
      assertEquals(0, count(statement, "select count(account) from access.credential"));
      assertEquals(0, count(statement, "select cardinality(access.holders())"));
      app.setAutoCommit(false);
      statement.execute(
          "select set_config('fole.role', 'SHSSH_HQ', true), set_config('fole.unit', 'N', true)");
      assertEquals(61, count(statement, "select count(*) from sample.thing"));
      app.commit();
      assertEquals(0, count(statement, "select count(*) from sample.thing"), "after recycling");
      app.rollback();
    }
  }

  private static int count(java.sql.Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
