// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.spi.Problem;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentDatabase.Role;
import al.fole.store.Schemas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schemas that are open, by whom, and their steps that take something away. */
final class OpenSchemas implements Schemas {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSchemas.class);

  private static final String TABLES =
      "select relname from pg_class where relnamespace = to_regnamespace(?)"
          + " and relkind in ('r', 'p') order by relname";

  private static final String HOSTS =
      "select count(distinct host) from store.node"
          + " where holder is not null and until > clock_timestamp()";

  /** A schema as one bundle opened it. */
  private record Opened(Object by, String schema, List<Script> contractions) {}

  private final ParentDatabase database;
  private final Migrations migrations;
  private final List<Opened> opened = new CopyOnWriteArrayList<>();

  OpenSchemas(ParentDatabase database, Migrations migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  void opened(Object by, String schema, List<Script> contractions) {
    // Several components of one bundle may open it.
    opened.removeIf(o -> o.by() == by && o.schema().equals(schema));
    opened.add(new Opened(by, schema, contractions));
  }

  void closed(Object by) {
    opened.removeIf(o -> o.by() == by);
  }

  @Override
  public Set<String> applied(String schema) {
    try {
      return migrations.applied(schema);
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  @Override
  public List<Holding> holdings(String schema) {
    var holdings = new ArrayList<Holding>();
    // Under the role of the jobs, which sees every row: counted under a caller's scope it would
    // lie.
    try (Connection connection = database.source(Role.JOBS).getConnection()) {
      for (String table : tables(connection, schema)) {
        holdings.add(new Holding(table, count(connection, schema, table)));
      }
      return holdings;
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  private static List<String> tables(Connection connection, String schema) throws SQLException {
    var tables = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
    }
    return tables;
  }

  private static long count(Connection connection, String schema, String table)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(30);
      String sql = "select count(*) from %s.%s".formatted(quoted(schema), quoted(table));
      try (ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      if (Sql.disconnected(e)) {
        throw e;
      }
      LOG.info("{}.{} cannot be counted: SQL state {}", schema, table, Sql.state(e));
      return -1;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public List<Contraction> contractions() {
    var steps = new ArrayList<Contraction>();
    var seen = new HashSet<String>();
    for (Opened schema : opened) {
      if (schema.contractions().isEmpty()) {
        continue;
      }
      Set<String> done = applied(schema.schema());
      for (Script script : schema.contractions()) {
        if (!done.contains(script.name())) {
          if (!seen.add(schema.schema() + "/" + script.name())) {
            throw tooEarly("two versions of " + schema.schema());
          }
          steps.add(new Contraction(schema.schema(), script.name(), statements(script)));
        }
      }
    }
    for (Contraction step : steps) {
      if (opened.stream().filter(o -> o.schema().equals(step.schema())).count() > 1) {
        throw tooEarly("two versions of " + step.schema());
      }
    }
    if (!steps.isEmpty()) {
      refuseOtherHosts();
    }
    return steps;
  }

  private static List<String> statements(Script script) {
    return SqlText.statements(script.sql()).stream()
        .map(statement -> SqlText.plain(statement).toLowerCase(Locale.ROOT))
        .toList();
  }

  private void refuseOtherHosts() {
    try (Connection connection = database.source(Role.APP).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(HOSTS)) {
      row.next();
      if (row.getInt(1) > 1) {
        throw tooEarly("another host");
      }
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  @Override
  public void contract(Contraction step) {
    Script script =
        opened.stream()
            .filter(o -> o.schema().equals(step.schema()))
            .flatMap(o -> o.contractions().stream())
            .filter(s -> s.name().equals(step.file()) && statements(s).equals(step.drops()))
            .findFirst()
            .orElseThrow(() -> tooEarly("another version of " + step.schema()));
    if (!contractions().contains(step)) {
      return;
    }
    try {
      migrations.contract(step.schema(), script);
    } catch (IllegalStateException e) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "contraction-failed",
              "Baza e të dhënave nuk u ngushtua; asgjë nuk ndryshoi.",
              "The database was not contracted; nothing changed.")
          .with("reason", String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  private static Problem tooEarly(String who) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "contraction-too-early",
            "Ende në përdorim: " + who + ".",
            "Still in use: " + who + ".")
        .with("who", who);
  }
}
