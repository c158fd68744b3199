// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * itests/fields.csv says of each field of each table whether it is primary (said or made here) or
 * secondary (known better elsewhere), and this compares it with the database of the running host.
 */
class FieldsIT {

  /** Every column of every table that is neither PostgreSQL's nor the parent's. */
  private static final String COLUMNS =
      """
      select concat_ws(',', n.nspname, c.relname, a.attname)
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
        and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rekshksh')""";

  @Test
  void everyFieldOfEveryTableIsDeclaredPrimaryOrSecondary() throws Exception {
    var declared = new TreeSet<String>();
    for (var line : declarations()) {
      var fields = line.split(",", 5);
      assertEquals(5, fields.length, line);
      assertTrue(Set.of("primary", "secondary").contains(fields[3]), line);
      assertTrue(declared.add(String.join(",", fields[0], fields[1], fields[2])), line);
    }
    assertEquals(String.join("\n", columns()), String.join("\n", declared));
  }

  private static List<String> declarations() throws IOException {
    var root = Path.of(System.getProperty("fole.root", "../.."));
    var lines = Files.readAllLines(root.resolve("itests/fields.csv"));
    return lines.subList(1, lines.size());
  }

  private static TreeSet<String> columns() throws IOException, SQLException {
    var coordinates = new Properties();
    var file = RunningHost.get().data().resolve("postgres/coordinates.properties");
    try (var reader = Files.newBufferedReader(file)) {
      coordinates.load(reader);
    }
    var columns = new TreeSet<String>();
    try (var connection =
            DriverManager.getConnection(
                coordinates.getProperty("url"),
                "fole_app",
                coordinates.getProperty("app.password"));
        var row = connection.createStatement().executeQuery(COLUMNS)) {
      while (row.next()) {
        columns.add(row.getString(1));
      }
    }
    return columns;
  }
}
