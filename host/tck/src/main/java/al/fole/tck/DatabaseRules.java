// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.host.ParentDatabase.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@link al.fole.spi.host.ParentDatabase}. */
final class DatabaseRules {

  private static final int OLDEST = 150_000;

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule(
              "database-four-logins",
              "the four roles are four logins to one PostgreSQL database, 15 or later",
              DatabaseRules::fourLogins),
          new ParentRule(
              "database-no-superuser",
              "none of them is superuser, or has BYPASSRLS",
              DatabaseRules::noSuperuser),
          new ParentRule(
              "database-only-owner-owns",
              "only OWNER may create schemas, and none of the others is a member of OWNER",
              DatabaseRules::onlyOwnerOwns),
          new ParentRule(
              "database-auto-commit",
              "a new connection is in auto-commit mode and may write",
              DatabaseRules::autoCommit),
          new ParentRule(
              "database-no-pool",
              "a connection that is closed is gone: the module has its own pool",
              DatabaseRules::noPool));

  private DatabaseRules() {}

  private static void fourLogins(ParentUnderTest parent) throws SQLException {
    Set<String> users = new HashSet<>();
    Set<String> databases = new HashSet<>();
    for (Role role : Role.values()) {
      try (Connection connection = open(parent, role)) {
        users.add(ask(connection, "select current_user"));
        databases.add(
            ask(
                connection,
                "select current_database() || ' ' || oid from pg_database"
                    + " where datname = current_database()"));
        int version = Integer.parseInt(ask(connection, "show server_version_num"));
        assertTrue(version >= OLDEST, () -> "PostgreSQL " + version);
      }
    }
    assertEquals(Role.values().length, users.size(), () -> "logins " + users);
    assertEquals(1, databases.size(), () -> "databases " + databases);
  }

  private static void noSuperuser(ParentUnderTest parent) throws SQLException {
    for (Role role : Role.values()) {
      try (Connection connection = open(parent, role)) {
        assertEquals(
            "f",
            ask(
                connection,
                "select case when rolsuper or rolbypassrls then 't' else 'f' end"
                    + " from pg_roles where rolname = current_user"),
            () -> role + " is superuser or has BYPASSRLS");
      }
    }
  }

  private static void onlyOwnerOwns(ParentUnderTest parent) throws SQLException {
    String owner;
    String creates = "select has_database_privilege(current_database(), 'create')::text";
    try (Connection connection = open(parent, Role.OWNER)) {
      owner = ask(connection, "select current_user");
      assertEquals("true", ask(connection, creates), "OWNER may create schemas");
    }
    for (Role role : EnumSet.complementOf(EnumSet.of(Role.OWNER))) {
      try (Connection connection = open(parent, role)) {
        assertEquals("false", ask(connection, creates), () -> role + " may create schemas");
        assertEquals(
            "false",
            ask(connection, "select pg_has_role(?, 'member')::text", owner),
            () -> role + " is a member of OWNER");
      }
    }
  }

  private static void autoCommit(ParentUnderTest parent) throws SQLException {
    for (Role role : Role.values()) {
      try (Connection connection = open(parent, role)) {
        assertTrue(connection.getAutoCommit(), () -> role + " is not in auto-commit mode");
        assertEquals("off", ask(connection, "show transaction_read_only"), role::toString);
      }
    }
  }

  private static void noPool(ParentUnderTest parent) throws SQLException {
    for (Role role : Role.values()) {
      assertNotEquals(session(parent, role), session(parent, role), () -> role + " is pooled");
    }
  }

  /** Of a connection that is closed again. */
  private static String session(ParentUnderTest parent, Role role) throws SQLException {
    try (Connection connection = open(parent, role)) {
      return ask(connection, "select pg_backend_pid()::text");
    }
  }

  private static Connection open(ParentUnderTest parent, Role role) throws SQLException {
    return parent.database().source(role).getConnection();
  }

  private static String ask(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
