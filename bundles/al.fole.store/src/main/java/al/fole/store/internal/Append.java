// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several inserts as one statement that carries COMMIT in the same round trip. One row travels as
 * plain values, several as one array for each column: the server does far less for the first. An
 * insert without rows is left out.
 */
final class Append {
  private final List<String> before = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private String last = "";

  private record Value(String type, @Nullable Object value) {}

  /** A column of the rows to insert; {@code type} is an SQL type's name. */
  record Column(String name, String type, List<? extends @Nullable Object> rows) {
    static Column of(String name, String type, @Nullable Object... rows) {
      return new Column(name, type, Arrays.asList(rows));
    }
  }

  /**
   * Adds an insert.
   *
   * @param into table and its columns
   * @param select what each row gives them, in words of the columns
   */
  Append insert(String into, String select, Column... columns) {
    int rows = columns[0].rows().size();
    if (rows > 0) {
      String names = each(columns, Column::name);
      String from =
          rows == 1
              ? "(values (" + each(columns, c -> "?::" + c.type()) + ")) as r (" + names + ")"
              : "unnest("
                  + each(columns, c -> "?::" + c.type() + "[]")
                  + ") with ordinality as r ("
                  + names
                  + ", place)";
      String place = rows == 1 ? "1" : "place";
      add("insert into " + into + " select " + select.replace("{place}", place) + " from " + from);
      for (Column column : columns) {
        List<? extends @Nullable Object> all = column.rows();
        values.add(new Value(column.type(), rows == 1 ? all.get(0) : all.toArray()));
      }
    }
    return this;
  }

  /** Adds any statement. */
  Append also(String sql, Column... parameters) {
    add(sql);
    for (Column parameter : parameters) {
      values.add(new Value(parameter.type(), parameter.rows().get(0)));
    }
    return this;
  }

  private void add(String sql) {
    if (!last.isEmpty()) {
      before.add("s" + before.size() + " as (" + last + ")");
    }
    last = sql;
  }

  private static String each(
      Column[] columns, java.util.function.Function<Column, String> wording) {
    return Arrays.stream(columns).map(wording).collect(Collectors.joining(", "));
  }

  /**
   * Runs all of it and commits.
   *
   * @return how many rows the insert added last has written
   */
  int commit(Connection connection) throws SQLException {
    String sql = (before.isEmpty() ? "" : "with " + String.join(", ", before) + " ") + last;
    try (PreparedStatement statement = connection.prepareStatement(sql + "; commit")) {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      statement.execute();
      return statement.getUpdateCount();
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, int i, Value value)
      throws SQLException {
    Object bound = value.value();
    if (bound == null) {
      // With its type: the server would plan anew for a parameter of another one.
      statement.setNull(i, Types.OTHER, value.type().equals("text") ? "varchar" : value.type());
    } else if (bound instanceof byte[] bytes) {
      statement.setBytes(i, bytes);
    } else if (bound instanceof Object[] rows) {
      Object[] array = value.type().equals("bytea") ? Arrays.copyOf(rows, rows.length, byte[][].class) : rows;
      statement.setArray(i, connection.createArrayOf(value.type(), array));
    } else if (bound instanceof String text) {
      statement.setString(i, text);
    } else if (bound instanceof Long number) {
      statement.setLong(i, number);
    } else if (bound instanceof Integer number) {
      statement.setInt(i, number);
    } else {
      statement.setObject(i, (UUID) bound);
    }
  }
}
