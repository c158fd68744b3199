// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * What the second wall costs does not grow with the register: every policy asks for the scope of a
 * row by its key, and what it asks first is not planned anew for each statement.
 */
class WallsIT {
  @Test
  void everyPolicyAsksForTheScopeOfARowByItsKey() throws Exception {
    var text = "coalesce(qual, '') || coalesce(with_check, '')";
    try (var database = app()) {
      assertTrue(
          texts(
                      database,
                      "select policyname from pg_policies where " + text + " like '%access.scope%'")
                  .size()
              > 30);
      assertEquals(
          List.of(),
          texts(
              database,
              "select schemaname || '.' || policyname from pg_policies where "
                  + text
                  + " like '%access.scope%' and "
                  + text
                  + " not like '%OFFSET 0%'"));
    }
  }

  /** Holders, times and seals: a wall that opens to a unit opens to all that has the row. */
  @Test
  void everyPolicyOfAFeatureKnowsHoldersTimesAndSeals() throws Exception {
    var text = "coalesce(qual, '') || coalesce(with_check, '')";
    try (var database = app()) {
      assertEquals(
          List.of(),
          texts(
              database,
              "select schemaname || '.' || policyname from pg_policies where "
                  + text
                  + " like '%access.scope %' and "
                  + text
                  + " like '%access.units%' and not ("
                  + text
                  + " like '%access.holders%' and "
                  + text
                  + " like '%s.until%' and "
                  + text
                  + " like '%access.sealed%')"));
    }
  }

  @Test
  void whatAPolicyAsksFirstKeepsItsPlan() throws Exception {
    try (var database = app()) {
      assertEquals(
          List.of(
              "administers plpgsql",
              "holders plpgsql",
              "national plpgsql",
              "span plpgsql",
              "units plpgsql"),
          texts(
              database,
              """
              select p.proname || ' ' || l.lanname from pg_proc p
                join pg_language l on l.oid = p.prolang
              where p.pronamespace = 'access'::regnamespace
                and p.proname in ('administers', 'holders', 'national', 'span', 'units') order by 1"""));
    }
  }

  private static List<String> texts(Connection database, String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private static Connection app() throws IOException, SQLException {
    var coordinates = new Properties();
    var file = RunningHost.get().data().resolve("postgres/coordinates.properties");
    try (var reader = Files.newBufferedReader(file)) {
      coordinates.load(reader);
    }
    return DriverManager.getConnection(
        coordinates.getProperty("url"), "fole_app", coordinates.getProperty("app.password"));
  }
}
