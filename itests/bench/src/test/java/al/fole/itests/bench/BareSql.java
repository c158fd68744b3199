// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements over plain JDBC, every column of every row read. */
record BareSql(Connection connection) {

  /** What is done in one transaction. */
  interface Work {
    void with(BareSql sql) throws SQLException;
  }

  /** BEGIN … COMMIT on a connection of the pool, which does not commit by itself. */
  static void commit(HikariDataSource pool, Work work) throws SQLException {
    try (var connection = pool.getConnection()) {
      work.with(new BareSql(connection));
      connection.commit();
    }
  }

  List<List<@Nullable Object>> all(String text, @Nullable Object... values) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (var statement = prepare(text, values);
        var found = statement.executeQuery()) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The only row. */
  List<@Nullable Object> one(String text, @Nullable Object... values) throws SQLException {
    var rows = all(text, values);
    assertEquals(1, rows.size(), text);
    return rows.get(0);
  }

  void none(String text, @Nullable Object... values) throws SQLException {
    assertTrue(all(text, values).isEmpty(), text);
  }

  int run(String text, @Nullable Object... values) throws SQLException {
    try (var statement = prepare(text, values)) {
      return statement.executeUpdate();
    }
  }

  /** Changes one row. */
  void change(String text, @Nullable Object... values) throws SQLException {
    assertEquals(1, run(text, values), text);
  }

  private PreparedStatement prepare(String text, @Nullable Object... values) throws SQLException {
    var statement = connection.prepareStatement(text);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof UUID[] ids) {
        statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }
}
