// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The tables of one log, on the one connection of the sealer: the entries it is made of, its state,
 * and what was signed of it. The first log has tables of its own, the ones that follow share
 * theirs.
 */
final class LogTables {
  static final int FIRST = 1;

  private final Connection connection;
  private final int log;

  LogTables(Connection connection, int log) {
    this.connection = connection;
    this.log = log;
  }

  /** The number of the newest log. */
  static int newest(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select coalesce(max(log), " + FIRST + ") from audit.later_log")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  int log() {
    return log;
  }

  /** Entries without a place, and those that have one. */
  LogEntries entries() {
    return new LogEntries(this);
  }

  /** The head, the places and the tiles. */
  LogState state() {
    return new LogState(this);
  }

  /** Checkpoints, keys, and the notes that ended earlier logs. */
  LogNotes notes() {
    return new LogNotes(this);
  }

  /** The log that follows this one. */
  LogTables next() {
    return new LogTables(connection, log + 1);
  }

  Connection connection() {
    return connection;
  }

  /**
   * A statement about this log: <code>{later_}</code> stands before the name of its tables, <code>
   * {this}</code> is the condition that a row is of this log.
   */
  PreparedStatement prepare(String sql) throws SQLException {
    boolean first = log == FIRST;
    return connection.prepareStatement(
        sql.replace("{later_}", first ? "" : "later_")
            .replace("{log, }", first ? "" : "log, ")
            .replace("{n, }", first ? "" : log + ", ")
            .replace("{this}", first ? "true" : "log = " + log)
            .replace("{first}", first ? "0::bigint" : "first")
            .replace("{opening}", first ? "0::bigint" : "opening"));
  }

  static byte[] bytes(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }
}
