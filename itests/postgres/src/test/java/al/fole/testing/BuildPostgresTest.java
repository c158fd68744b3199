// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.Coordinates;
import al.fole.database.LoginRole;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildPostgresTest {

  @ParameterizedTest
  @EnumSource(LoginRole.class)
  void everyRoleLogsIn(LoginRole role) throws SQLException {
    try (TestDatabase database = BuildPostgres.create()) {
      assertEquals(role.user(), one(database.source(role), "select current_user"));
      assertEquals(database.name(), one(database.source(role), "select current_database()"));
    }
  }

  @Test
  void theCoordinatesFileLeadsToTheDatabase() throws SQLException {
    try (TestDatabase database = BuildPostgres.create()) {
      Coordinates read = Coordinates.read(database.coordinates());
      assertEquals(database.name(), one(read.source(LoginRole.APP), "select current_database()"));
    }
  }

  @Test
  void databasesAreSeparateAndGoneWhenClosed() throws SQLException {
    TestDatabase first = BuildPostgres.create();
    try (TestDatabase second = BuildPostgres.create()) {
      assertNotEquals(first.name(), second.name());
      run(first.source(LoginRole.OWNER), "create schema only_here");
      assertEquals("0", one(second.superuser(), schemas("only_here")));
    }
    try (Connection open = first.source(LoginRole.APP).getConnection()) {
      first.close();
      assertFalse(open.isValid(1));
    }
    assertThrows(SQLException.class, () -> first.source(LoginRole.APP).getConnection());
    assertFalse(Files.exists(first.coordinates()));
  }

  @Test
  void aTemplateIsPreparedOnceAndCopied() throws SQLException {
    AtomicInteger prepared = new AtomicInteger();
    String name = "test_" + ProcessHandle.current().pid();
    for (int i = 0; i < 2; i++) {
      String template =
          BuildPostgres.template(
              name,
              database -> {
                prepared.incrementAndGet();
                run(database.source(LoginRole.OWNER), "create schema prepared");
              });
      try (TestDatabase copy = BuildPostgres.createFrom(template)) {
        assertEquals("1", one(copy.superuser(), schemas("prepared")));
        run(copy.source(LoginRole.OWNER), "create table prepared.t (i int)");
        run(copy.source(LoginRole.REGISTRY), "create schema rekshksh");
      }
    }
    assertEquals(1, prepared.get());
  }

  @Test
  void theServerIsForTestsOnly() throws SQLException {
    try (TestDatabase database = BuildPostgres.create()) {
      assertEquals("off", one(database.superuser(), "show fsync"));
      assertEquals("127.0.0.1", one(database.superuser(), "show listen_addresses"));
      assertTrue(database.url().startsWith("jdbc:postgresql://127.0.0.1:"));
    }
  }

  private static String schemas(String name) {
    return "select count(*) from pg_namespace where nspname = '" + name + "'";
  }

  private static void run(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String one(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }
}
