// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several inserts as one statement that carries COMMIT in the same round trip. One row travels as
 * plain values, several as one array for each column: the server does far less for the first. An
 * insert without rows is left out.
 */
final class Append {
  /** Whole statements by their parts: few shapes occur, and each is written once. */
  private static final Map<List<String>, String> WRITTEN = new ConcurrentHashMap<>();

  private final List<String> parts = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private record Value(String type, @Nullable Object value) {}

  /** An insert, in its two forms. */
  static final class Insert {
    private final List<String> types;
    private final String one;
    private final String several;

    /**
     * @param into table and its columns
     * @param select what a row gives them; {@code {place}} is its number from 1
     * @param columns name and type of what a row brings, with commas between
     */
    Insert(String into, String select, String columns) {
      List<String[]> each =
          Arrays.stream(columns.split(",\\s*", -1)).map(c -> c.split(" ", -1)).toList();
      types = each.stream().map(c -> c[1]).toList();
      String names = each.stream().map(c -> c[0]).collect(Collectors.joining(", "));
      String head = "insert into " + into + " select " + select + " from ";
      one =
          head.replace("{place}", "1")
              + types.stream().collect(Collectors.joining(", ?::", "(values (?::", "))"))
              + (" as r (" + names + ")");
      several =
          head.replace("{place}", "place")
              + types.stream().collect(Collectors.joining("[], ?::", "unnest(?::", "[])"))
              + (" with ordinality as r (" + names + ", place)");
    }
  }

  /** Adds an insert; each row brings its columns in their order. */
  Append insert(Insert insert, List<@Nullable Object[]> rows) {
    if (rows.size() == 1) {
      parts.add(insert.one);
      for (int i = 0; i < insert.types.size(); i++) {
        values.add(new Value(insert.types.get(i), rows.get(0)[i]));
      }
    } else if (!rows.isEmpty()) {
      parts.add(insert.several);
      for (int i = 0; i < insert.types.size(); i++) {
        int column = i;
        Object[] all = rows.stream().map(row -> row[column]).toArray();
        values.add(new Value(insert.types.get(i), all));
      }
    }
    return this;
  }

  /** Adds any statement. */
  Append also(String sql, String[] types, Object... parameters) {
    parts.add(sql);
    for (int i = 0; i < types.length; i++) {
      values.add(new Value(types[i], parameters[i]));
    }
    return this;
  }

  /**
   * Runs all of it and commits.
   *
   * @return how many rows the insert added last has written
   */
  int commit(Connection connection) throws SQLException {
    String sql = WRITTEN.computeIfAbsent(List.copyOf(parts), Append::whole);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      statement.execute();
      return statement.getUpdateCount();
    }
  }

  private static String whole(List<String> parts) {
    var text = new StringBuilder();
    int last = parts.size() - 1;
    for (int i = 0; i < last; i++) {
      text.append(i == 0 ? "with " : ", ").append("s").append(i);
      text.append(" as (").append(parts.get(i)).append(")");
    }
    return text.append(" ").append(parts.get(last)).append("; commit").toString();
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
      boolean bytes = value.type().equals("bytea");
      Object[] array = bytes ? Arrays.copyOf(rows, rows.length, byte[][].class) : rows;
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
