// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.database.LoginRole;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the second wall takes for an administrator: whom the table does, on this day. */
class AdministersTest {
  private static final String ROWS =
      "where role = 'SHSSH_ADMIN' and act = 'ADMINISTER' and object = 'ACCOUNT'";

  private final AccessWorld world = AccessWorld.alone();

  @AfterEach
  void close() {
    world.close();
  }

  private void isAdministrator(boolean expected, String role, String purpose) throws SQLException {
    try (var app = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = app.createStatement()) {
      statement.execute(
          "select set_config('fole.role', '%s', false), set_config('fole.purpose', '%s', false)"
              .formatted(role, purpose));
      try (var row = statement.executeQuery("select access.administers()")) {
        row.next();
        assertEquals(expected, row.getBoolean(1), role + " for " + purpose);
      }
    }
  }

  private void isAdministrator(boolean expected) throws SQLException {
    isAdministrator(expected, "SHSSH_ADMIN", "ADMINISTRATION");
  }

  /** A day from today, by the business clock. */
  private static String day(int from) {
    return "(now() at time zone 'Europe/Tirane')::date + " + from;
  }

  @Test
  void theRoleOfTheTableIsAndNoOther() throws SQLException {
    isAdministrator(true);
    isAdministrator(false, "PMF", "CASE_WORK");
    isAdministrator(false, "", "");
  }

  @Test
  void aRowCountsFromItsFirstDayToItsLast() throws SQLException {
    world.superuser("update access.policy set valid_from = " + day(2) + " " + ROWS);
    isAdministrator(false);
    world.superuser(
        "update access.policy set valid_from = " + day(-2) + ", valid_to = " + day(2) + " " + ROWS);
    isAdministrator(true);
    world.superuser("update access.policy set valid_to = " + day(-1) + " " + ROWS);
    isAdministrator(false);
  }

  @Test
  void theDayIsThatOfTheBusinessClock() throws SQLException {
    world.superuser("update access.policy set valid_to = " + day(2) + " " + ROWS);
    isAdministrator(true);
    world.fixture.forward(java.time.Duration.ofDays(3));
    isAdministrator(false);
  }

  @Test
  void anEndedRowDoesNotCount() throws SQLException {
    world.superuser("update access.policy set ended_at = now() " + ROWS);
    isAdministrator(false);
  }

  private void forbid(String purpose, String from) {
    world.superuser(
        """
        select access.declare_policy('SHSSH_ADMIN', 'ADMINISTER', 'ACCOUNT', '{NONE}', '{RECORD}', 'test',
          '{%s}', access.terms('STATE'), 'FORBID', %s)\
        """
            .formatted(purpose, from));
  }

  @Test
  void whatForbidsWins() throws SQLException {
    forbid("ANY", day(2));
    isAdministrator(true);
    forbid("ANY", day(0));
    isAdministrator(false);
  }

  @Test
  void whatForbidsOnePurposeForbidsThatOne() throws SQLException {
    forbid("SUPERVISION", day(0));
    isAdministrator(true);
    isAdministrator(false, "SHSSH_ADMIN", "SUPERVISION");
  }
}
