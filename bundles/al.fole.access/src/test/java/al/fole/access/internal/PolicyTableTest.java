// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import al.fole.database.LoginRole;
import al.fole.itests.clauses.Clause;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The table refuses rows that no statement could keep, and everybody who would change it. */
class PolicyTableTest {
  private static final AccessWorld WORLD = AccessWorld.alone();
  private static int objects;

  private final String object = "KEPT_" + "X".repeat(++objects);

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static void execute(LoginRole role, String sql) throws SQLException {
    try (var connection = WORLD.fixture.postgres().source(role).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set fole.by_hand = 'fixture'; " + sql);
    }
  }

  private void declare(String relations, String states, String purposes, String effect)
      throws SQLException {
    execute(
        LoginRole.OWNER,
        "select access.declare_object('%s', 'sample', 'Provë', 'Sample')".formatted(object));
    execute(
        LoginRole.OWNER,
        "select access.declare_policy('PMF', 'READ', '%s', '{%s}', '{RECORD}', 'VKM-2026 n.8/2/a', '{%s}', '{%s}', '%s')"
            .formatted(object, relations, purposes, states, effect));
  }

  private void refused(
      String why, String relations, String states, String purposes, String effect) {
    var refused =
        assertThrows(SQLException.class, () -> declare(relations, states, purposes, effect));
    assertEquals("23514", refused.getSQLState());
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
  }

  @Test
  void whatIsPermittedStaysRelationsTimesStates() throws SQLException {
    declare("OWN_UNIT", "OPEN", "CASE_WORK", "PERMIT");
    declare("NATIONAL", "OPEN", "CASE_WORK", "PERMIT");
    declare("OWN_UNIT", "OPEN", "SUPERVISION", "PERMIT");
    declare("NATIONAL", "CLOSED", "STATISTICS", "PERMIT");
    refused("states-differ", "OWN_CASE", "OPEN,CLOSED", "CASE_WORK", "PERMIT");
    refused("states-differ", "OWN_CASE", "CLOSED", "ANY", "PERMIT");
    refused("states-differ", "OWN_UNIT", "CLOSED", "ANY", "FORBID");
  }

  @Test
  void whatForbidsNamesAllRelationsOrAllStates() throws SQLException {
    declare("OWN_UNIT", "OPEN,CLOSED,SEALED", "ANY", "FORBID");
    var all = Arrays.stream(Relation.values()).map(Relation::name).collect(Collectors.joining(","));
    declare(all, "CLOSED", "ANY", "FORBID");
    assertEquals(
        2, WORLD.fixture.number("select count(*) from access.policy where object = ?", object));
  }

  @Test
  void noRowPermitsWhatIsSealed() {
    refused("policy-sealed", "OWN_UNIT", "OPEN,SEALED", "ANY", "PERMIT");
  }

  @Test
  void aRowSaysOnlyWordsThereAre() {
    refused("policy-words", "COUSIN", "OPEN", "ANY", "PERMIT");
    refused("policy-words", "OWN_UNIT", "LOST", "ANY", "PERMIT");
    refused("policy-words", "OWN_UNIT", "OPEN", "CURIOSITY", "PERMIT");
    refused("policy-words", "", "OPEN", "ANY", "PERMIT");
  }

  @Test
  @Clause("R-94")
  void whoeverServesRequestsChangesNothingInIt() {
    for (LoginRole role : List.of(LoginRole.APP, LoginRole.JOBS)) {
      for (String sql :
          List.of(
              "update access.policy set ground = ground",
              "delete from access.policy",
              "insert into access.permission values ('sample.see', 'READ', 'ACCOUNT')",
              "update access.act set writes = false",
              "update access.object set feature = feature",
              "update access.role set span = null",
              "update access.unit_kind set territorial = true",
              "select access.declare_permission('sample.see', 'READ', 'ACCOUNT')")) {
        var refused = assertThrows(SQLException.class, () -> execute(role, sql), sql);
        assertEquals("42501", refused.getSQLState(), sql);
      }
    }
  }

  @Test
  void theWordsAreThoseOfTheCode() {
    assertEquals(names(Relation.values()), terms("RELATION"));
    assertEquals(names(Standing.values()), terms("STATE"));
    assertEquals(names(FieldGroup.values()), terms("GROUP"));
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> terms(String kind) {
    return WORLD.store.read(
        WORLD.access.system("test.terms"),
        tx -> Set.copyOf(tx.mapper(MatrixMapper.class).terms(kind)));
  }

  @Test
  @Clause("R-13")
  @Clause("R-69")
  void everyRoleOfBothDecisionsStandsWithItsGroundAndItsUnits() {
    var roles = WORLD.matrix.fresh().roles();
    assertEquals(18, roles.size());
    var held = WORLD.matrix.now();
    for (var role : roles.values()) {
      assertFalse(role.ground().isBlank(), role.code());
      assertEquals(role.login(), !role.kinds().isEmpty(), role.code());
      assertEquals(role.login(), !role.purposes().isEmpty(), role.code());
      boolean institution =
          role.kinds().stream().anyMatch(Set.of("INSTITUTION", "PROVIDER_NGO")::contains);
      assertEquals(
          role.login() && !institution,
          held.units().keySet().stream().anyMatch(unit -> held.fits(role.code(), unit)),
          role.code());
    }
    assertEquals(
        Set.of("AKSHI_OPS", "CITIZEN"),
        roles.values().stream()
            .filter(role -> !role.login())
            .map(Matrix.Role::code)
            .collect(Collectors.toSet()));
  }

  /** Separation of duties (domain rule I-20): who administers accounts has no other record. */
  @Test
  void theAdministratorReachesNoRecordOfAPerson() {
    for (var row : WORLD.matrix.fresh().policies()) {
      if (Set.of("SHSSH_ADMIN", "AKSHI_OPS").contains(row.role()) && !row.forbids()) {
        assertEquals(List.of("NONE"), row.relations(), row.object());
      }
    }
  }
}
