// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the tables say, against what was acknowledged and what the journal says. */
final class Truth {
  private static final String ROWS =
      "select birth_date, id::text, version, count(*) over (partition by birth_date)"
          + " from persons.person";

  /** Persons whose entries are not exactly one for each version. */
  private static final String WITHOUT_ENTRY =
      """
      select count(*) from persons.person p where p.version <> all (array(
        select coalesce(max(record_version), 0) from journal.event e where e.record = p.id
        union all select count(record_version) from journal.event e where e.record = p.id))""";

  private static final String WITHOUT_ROW =
      """
      select count(*) from journal.event e where e.record_kind = 'person' and e.record_version > 0
        and not exists (select from persons.person p where p.id = e.record)""";

  private record Row(String id, long version, long rows) {}

  private Truth() {}

  /** What is wrong; nothing in a register that has lost and doubled nothing. */
  static List<String> violations(DataSource superuser, Shift.Told told) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Connection connection = superuser.getConnection()) {
      Map<LocalDate, Row> rows = rows(connection);
      rows.forEach(
          (day, row) -> {
            if (row.rows() != 1) {
              wrong.add("done twice: " + day);
            }
            if (!told.registered().containsKey(day) && !told.open().contains(day)) {
              wrong.add("asked for by nobody: " + day);
            }
          });
      told.registered()
          .forEach(
              (day, id) -> {
                Row row = rows.get(day);
                long least = told.versions().getOrDefault(id, 1L);
                if (row == null
                    || !row.id().equals(id)
                    || row.version() < least
                    || row.version() > 2) {
                  wrong.add("acknowledged as " + id + " in version " + least + ", is " + row);
                }
              });
      requireNone(connection, WITHOUT_ENTRY, "rows without their entries", wrong);
      requireNone(connection, WITHOUT_ROW, "entries without their rows", wrong);
      for (String table : watched(connection)) {
        String differences = "select count(*) from journal.differences('" + table + "', 10)";
        requireNone(connection, differences, "differences of " + table, wrong);
      }
    }
    return wrong;
  }

  /** How many entries are committed. */
  static long entries(DataSource superuser) throws SQLException {
    try (Connection connection = superuser.getConnection()) {
      return number(connection, "select count(*) from journal.entry");
    }
  }

  private static Map<LocalDate, Row> rows(Connection connection) throws SQLException {
    Map<LocalDate, Row> rows = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ROWS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.put(
            row.getObject(1, LocalDate.class),
            new Row(row.getString(2), row.getLong(3), row.getLong(4)));
      }
    }
    return rows;
  }

  private static List<String> watched(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select table_name from journal.watched");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static void requireNone(
      Connection connection, String sql, String what, List<String> wrong) throws SQLException {
    long found = number(connection, sql);
    if (found > 0) {
      wrong.add(found + " " + what);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
