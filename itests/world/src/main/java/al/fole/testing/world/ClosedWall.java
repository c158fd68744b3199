// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.world;

import al.fole.spi.Actor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The policies of the second wall that let nobody change what is closed, one by one: what each
 * refuses, and that nothing else would. Everything is taken back.
 *
 * @param by somebody whose unit has the records
 */
public record ClosedWall(World world, String schema, Actor by) {

  /**
   * One policy.
   *
   * @param command {@code INSERT} or {@code UPDATE}
   */
  public record Policy(String table, String name, String command) {}

  /** All there are of the schema, by table and command. */
  public List<Policy> policies() throws SQLException {
    var found = new ArrayList<Policy>();
    try (Connection connection = world.fixture.postgres().superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select tablename, policyname, cmd from pg_policies
                where schemaname = '%s' and permissive = 'RESTRICTIVE' and policyname like '%%\\_open'
                order by 1, 3"""
                    .formatted(schema))) {
      while (row.next()) {
        found.add(new Policy(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return found;
  }

  /** Whether the database refuses to change rows of a record, or to enter one more of it. */
  public boolean refuses(Policy policy, String column, UUID record) throws SQLException {
    return refuses("", policy, column, record);
  }

  /** The same, were this policy not there. */
  public boolean refusesWithout(Policy policy, String column, UUID record) throws SQLException {
    String away = "drop policy %s on %s.%s".formatted(policy.name(), schema, policy.table());
    return refuses(away, policy, column, record);
  }

  private boolean refuses(String before, Policy policy, String column, UUID record)
      throws SQLException {
    try (Connection connection = world.fixture.postgres().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      String change = policy.command().equals("INSERT") ? copy(policy) : touch(statement, policy);
      statement.execute(before);
      statement.execute(
          """
          set local role fole_app;
          select set_config('fole.actor', '%s', true), set_config('fole.role', '%s', true),
            set_config('fole.unit', '%s', true)"""
              .formatted(by.who(), by.role(), by.unit()));
      try {
        return statement.executeUpdate(change + " where t." + column + " = '" + record + "'") == 0;
      } catch (SQLException e) {
        if (e.getSQLState().equals("23505")) {
          return false; // past the wall: it is there already
        }
        if (e.getSQLState().equals("42501")) {
          return true;
        }
        throw e;
      } finally {
        connection.rollback();
      }
    }
  }

  private String copy(Policy policy) {
    return "insert into %1$s.%2$s select t.* from %1$s.%2$s t".formatted(schema, policy.table());
  }

  /** Of the columns the role may change, the first stays as it is. */
  private String touch(Statement statement, Policy policy) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            select min(column_name) from information_schema.column_privileges
            where table_schema = '%s' and table_name = '%s' and grantee = 'fole_app'
              and privilege_type = 'UPDATE'"""
                .formatted(schema, policy.table()))) {
      row.next();
      return "update %1$s.%2$s t set %3$s = t.%3$s"
          .formatted(schema, policy.table(), row.getString(1));
    }
  }
}
