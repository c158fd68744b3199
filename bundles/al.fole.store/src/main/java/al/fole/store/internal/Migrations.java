// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema up to date as the owner. One host at a time, each file in its own transaction
 * with a short lock timeout, so that a migration waits for running work and not the other way
 * round. A history with files this bundle does not know is fine: a newer version was here.
 */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final long LOCK = 0x666f6c65L;
  private static final int LOCK_ATTEMPTS = 60;
  private static final long WAIT_NANOS = 120_000_000_000L;

  /** The lock did not come in time, or two waited for each other: running work goes first. */
  private static final Set<String> LOCKED = Set.of("55P03", "40P01");

  private static final String HISTORY =
      "select file, checksum from store.migration where schema = ?";

  private final DataSource owner;
  private final DataSource reader;

  Migrations(DataSource owner, DataSource reader) {
    this.owner = owner;
    this.reader = reader;
  }

  /**
   * @throws MigrationFailed naming file and rule or SQL state
   * @throws SQLException when the database cannot be reached
   */
  void bringUpToDate(String schema, List<Script> scripts) throws SQLException {
    if (pending(schema, scripts, known(schema)).isEmpty()) {
      return;
    }
    try (Connection connection = owner.getConnection()) {
      lock(connection);
      try {
        prepare(connection);
        List<Script> pending = pending(schema, scripts, history(connection, schema));
        lint(schema, scripts, pending);
        if (!pending.isEmpty()) {
          create(connection, schema);
        }
        for (Script script : pending) {
          apply(connection, schema, script);
        }
      } finally {
        execute(connection, "select pg_advisory_unlock_all()");
      }
    }
  }

  /** Files that have run in a schema. */
  Set<String> applied(String schema) throws SQLException {
    return known(schema).keySet();
  }

  /**
   * Runs one script past the rule that migrations only expand. Nothing happens when it has run.
   *
   * @throws IllegalStateException naming file and SQL state; nothing has changed then
   */
  void contract(String schema, Script script) throws SQLException {
    try (Connection connection = owner.getConnection()) {
      lock(connection);
      try {
        prepare(connection);
        if (!history(connection, schema).containsKey(script.name())) {
          apply(connection, schema, script);
        }
      } finally {
        execute(connection, "select pg_advisory_unlock_all()");
      }
    }
  }

  /** History as the app role sees it, so that a start without news needs no owner. */
  private Map<String, byte[]> known(String schema) throws SQLException {
    try (Connection connection = reader.getConnection()) {
      return history(connection, schema);
    } catch (SQLException e) {
      if (Sql.disconnected(e)) {
        throw e;
      }
      return Map.of(); // no table yet
    }
  }

  private static Map<String, byte[]> history(Connection connection, String schema)
      throws SQLException {
    var history = new HashMap<String, byte[]>();
    try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          history.put(row.getString(1), row.getBytes(2));
        }
      }
    }
    return history;
  }

  private static List<Script> pending(
      String schema, List<Script> scripts, Map<String, byte[]> history) {
    for (Script script : scripts) {
      byte[] applied = history.get(script.name());
      if (applied != null && !script.unchanged(applied)) {
        throw new MigrationFailed(schema + "/" + script.name() + ": changed after it was applied");
      }
    }
    return scripts.stream().filter(script -> !history.containsKey(script.name())).toList();
  }

  private static void lint(String schema, List<Script> all, List<Script> pending) {
    for (Script script : pending) {
      List<String> found = script == all.get(0) ? List.of() : MigrationLint.check(script);
      if (!found.isEmpty()) {
        throw new MigrationFailed(schema + "/" + script.name() + ": " + String.join("; ", found));
      }
    }
  }

  /**
   * Polls instead of waiting in the server: a waiting session would hold back concurrent builds.
   */
  private static void lock(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + WAIT_NANOS;
    while (true) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new MigrationFailed("another host has been migrating for two minutes");
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    execute(connection, "set lock_timeout = '2s'");
    execute(connection, "set client_min_messages = warning");
    execute(connection, "create schema if not exists store");
    execute(
        connection,
        """
        create table if not exists store.migration (
          schema text not null, file text not null, checksum bytea not null,
          applied_at timestamptz not null default now(), primary key (schema, file))""");
  }

  /** The schema, and what the serving roles may do in it unless a migration says otherwise. */
  private static void create(Connection connection, String schema) throws SQLException {
    if (schema.equals(PostgresDatabase.SCHEMA)) {
      return;
    }
    execute(connection, "create schema if not exists " + schema);
    execute(connection, "grant usage on schema " + schema + " to fole_app, fole_jobs");
    for (String grant : List.of("select, insert, update on tables", "usage on sequences")) {
      execute(
          connection,
          "alter default privileges in schema %s grant %s to fole_app, fole_jobs"
              .formatted(schema, grant));
    }
  }

  private void apply(Connection connection, String schema, Script script) throws SQLException {
    LOG.info("Migrating {}/{}", schema, script.name());
    for (int n = 1; ; n++) {
      try {
        if (script.alone()) {
          dropInvalidIndexes(connection, schema);
          run(connection, schema, script);
        } else {
          connection.setAutoCommit(false);
          attribute(connection, schema, script);
          run(connection, schema, script);
          connection.commit();
        }
        return;
      } catch (SQLException e) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        if (!LOCKED.contains(Sql.state(e)) || n == LOCK_ATTEMPTS) {
          throw new MigrationFailed(
              schema + "/" + script.name() + ": " + Sql.state(e) + " " + e.getMessage(), e);
        }
        LOG.info("{}/{} waits for a lock", schema, script.name());
        LockSupport.parkNanos(50_000_000L * Math.min(n, 20));
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Whose work the rows are that a migration changes; they become entries (decision 0027). */
  private static void attribute(Connection connection, String schema, Script script)
      throws SQLException {
    try (PreparedStatement reason =
        connection.prepareStatement("select set_config('fole.by_hand', ?, true)")) {
      String why = "migration:" + schema + "/" + script.name();
      reason.setString(1, why.substring(0, Math.min(64, why.length())));
      reason.execute();
    }
  }

  private static void run(Connection connection, String schema, Script script) throws SQLException {
    execute(connection, "select set_config('search_path', '" + schema + "', false)");
    for (String statement : SqlText.statements(script.sql())) {
      execute(connection, statement);
    }
    try (PreparedStatement done =
        connection.prepareStatement(
            "insert into store.migration (schema, file, checksum) values (?, ?, ?)")) {
      done.setString(1, schema);
      done.setString(2, script.name());
      done.setBytes(3, script.checksum());
      done.executeUpdate();
    }
  }

  /** A concurrent build that broke off leaves a useless index behind. */
  private static void dropInvalidIndexes(Connection connection, String schema) throws SQLException {
    var names = new java.util.ArrayList<String>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select indexrelid::regclass::text from pg_index join pg_class c on c.oid = indexrelid"
                + " where not indisvalid and relnamespace = ?::regnamespace")) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    for (String name : names) {
      execute(connection, "drop index concurrently if exists " + name);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
