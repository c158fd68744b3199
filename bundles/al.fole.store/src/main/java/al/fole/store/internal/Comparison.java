// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.operations.Figure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the rows of every watched table with the journal: a row whose version has no entry, an
 * entry above its row, a version left out, a trigger that is off. What a switched-off trigger let
 * through is found here, by table and record.
 */
final class Comparison {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
  private static final int MOST = 20;

  private final DataSource jobs;
  private volatile @Nullable Result last;

  Comparison(DataSource jobs) {
    this.jobs = jobs;
  }

  /**
   * What was found.
   *
   * @param at when it was looked
   * @param unguarded tables whose trigger is off
   * @param differing by table, records that differ, {@value #MOST} of each at most
   */
  record Result(Instant at, List<String> unguarded, Map<String, List<String>> differing) {
    boolean sound() {
      return unguarded.isEmpty() && differing.isEmpty();
    }

    /** For whoever runs the host: tables and how many records, no content. */
    String sentence() {
      var said = new ArrayList<String>();
      unguarded.forEach(table -> said.add(table + ": the trigger is off"));
      differing.forEach((table, records) -> said.add(table + ": " + String.join(", ", records)));
      return String.join("; ", said);
    }
  }

  /** The last result, or null before the first. */
  @Nullable Result last() {
    return last;
  }

  /** Looks at all when another trigger is off than before, or one is on again. */
  void glance() throws SQLException {
    Result before = last;
    List<String> unguarded;
    try (Connection connection = jobs.getConnection()) {
      unguarded = unguarded(connection);
      connection.commit();
    }
    if (!unguarded.equals(before == null ? List.of() : before.unguarded())) {
      look();
    }
  }

  private static List<String> unguarded(Connection connection) throws SQLException {
    return texts(connection, "select table_name from journal.unguarded order by 1");
  }

  /** Looks now. One statement for each table: rows and journal are of one moment. */
  Result look() throws SQLException {
    var differing = new TreeMap<String, List<String>>();
    List<String> unguarded;
    try (Connection connection = jobs.getConnection()) {
      execute(connection, "set local statement_timeout = 0");
      unguarded = unguarded(connection);
      for (String table :
          texts(
              connection,
              "select table_name from journal.watched where version_column is not null"
                  + " and to_regclass(table_name) is not null order by 1")) {
        List<String> records = differing(connection, table);
        if (!records.isEmpty()) {
          differing.put(table, records);
        }
      }
      connection.commit();
    }
    var found = new Result(Instant.now(), unguarded, differing);
    if (!found.sound()) {
      LOG.error("ALARM: rows and journal disagree: {}", found.sentence());
    }
    last = found;
    return found;
  }

  private static List<String> differing(Connection connection, String table) throws SQLException {
    var records = new ArrayList<String>();
    try (PreparedStatement statement =
        connection.prepareStatement("select * from journal.differences(?, ?)")) {
      statement.setString(1, table);
      statement.setInt(2, MOST);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          records.add(
              "%s has version %d, its newest entry %d of %d"
                  .formatted(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        }
      }
    }
    return records;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
    }
    return texts;
  }

  List<Figure> figures() {
    Result result = last;
    if (result == null) {
      return List.of();
    }
    int records = result.differing().values().stream().mapToInt(List::size).sum();
    return List.of(
        Figure.gauge(
            "fole_rows_without_entry",
            "Records whose rows and journal disagree, 20 a table at most.",
            Map.of(),
            records),
        Figure.gauge(
            "fole_tables_unguarded",
            "Watched tables whose trigger is off.",
            Map.of(),
            result.unguarded().size()));
  }
}
