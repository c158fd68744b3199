// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was signed of one log: its checkpoints, its keys, and the notes that ended earlier logs. */
final class LogNotes {
  private final LogTables tables;

  LogNotes(LogTables tables) {
    this.tables = tables;
  }

  /** The checkpoint of a size that was signed. */
  String of(long size) throws SQLException {
    try (var statement =
        tables.prepare("select note from audit.{later_}checkpoint where size = ? and {this}")) {
      statement.setLong(1, size);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          return String.valueOf(rows.getString(1));
        }
        throw new LogStopped("checkpoint-missing", "The checkpoint of " + size + " is gone.");
      }
    }
  }

  /** Notes of checkpoints up to a size, the newest first. */
  List<String> upTo(long size, int most) throws SQLException {
    String sql =
        "select note from audit.{later_}checkpoint where size <= ? and {this}"
            + " order by size desc limit ?";
    try (var statement = tables.prepare(sql)) {
      statement.setLong(1, size);
      statement.setInt(2, most);
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(String.valueOf(rows.getString(1)));
        }
      }
      return found;
    }
  }

  /** The checkpoint of the smallest size from the given one on. */
  String firstFrom(long from) throws SQLException {
    String sql =
        "select note from audit.{later_}checkpoint where size >= ? and {this} order by size limit"
            + " 1";
    try (var statement = tables.prepare(sql)) {
      statement.setLong(1, from);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          return String.valueOf(rows.getString(1));
        }
        throw new LogStopped("checkpoint-missing", "No checkpoint from " + from + " on is there.");
      }
    }
  }

  void sign(long size, String note, byte[] publicKey) throws SQLException {
    try (var statement =
        tables.prepare(
            "insert into audit.{later_}checkpoint ({log, }size, note) values ({n, }?, ?)"
                + " on conflict do nothing")) {
      statement.setLong(1, size);
      statement.setString(2, note);
      statement.executeUpdate();
    }
    try (var statement =
        tables.prepare(
            "update audit.{later_}log set public_key = ?"
                + " where public_key is distinct from ? and {this}")) {
      statement.setBytes(1, publicKey);
      statement.setBytes(2, publicKey);
      statement.executeUpdate();
    }
  }

  /** A key and the first size it may sign; one that is there already stays. */
  void add(long since, byte[] publicKey) throws SQLException {
    String sql =
        """
        insert into audit.signing_key (log, since, public_key)
        select ?, ?, ? where not exists (
          select 1 from audit.signing_key k where k.log = ? and (k.public_key = ? or k.since = ?))
        """;
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setInt(1, tables.log());
      statement.setLong(2, since);
      statement.setBytes(3, publicKey);
      statement.setInt(4, tables.log());
      statement.setBytes(5, publicKey);
      statement.setLong(6, since);
      statement.executeUpdate();
    }
  }

  /** The keys of the log by the first size each may sign; empty before the first checkpoint. */
  SortedMap<Long, byte[]> keys() throws SQLException {
    String sql =
        """
        select since, public_key from audit.signing_key where log = ?
        union all
        select 0, public_key from audit.{later_}log where {this} and public_key is not null
          and not exists (select 1 from audit.signing_key k where k.log = ?)
        """;
    try (var statement = tables.prepare(sql)) {
      statement.setInt(1, tables.log());
      statement.setInt(2, tables.log());
      var ring = new TreeMap<Long, byte[]>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ring.put(rows.getLong(1), LogTables.bytes(rows, 2));
        }
      }
      return ring;
    }
  }

  /** The signed notes that ended the logs before this one, the first first. */
  List<String> former() throws SQLException {
    try (var statement =
        tables
            .connection()
            .prepareStatement(
                "select former_note from audit.later_log where log <= ? order by log")) {
      statement.setInt(1, tables.log());
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(String.valueOf(rows.getString(1)));
        }
      }
      return found;
    }
  }
}
