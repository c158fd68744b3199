// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Ref;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal's entries as one log reads them: those that wait for a place, and its own. */
final class LogEntries {
  private final LogTables tables;

  LogEntries(LogTables tables) {
    this.tables = tables;
  }

  /**
   * A journal entry without a place.
   *
   * @param recorded the time that orders it among its batch
   * @param hash its leaf hash as the row says it
   */
  record Row(
      UUID id,
      Instant recorded,
      int node,
      long epoch,
      long sequence,
      int position,
      byte[] leaf,
      byte[] hash,
      byte[] seal) {}

  /** Leaf and seal of an entry in its place. */
  record Placed(byte[] leaf, byte[] seal) {}

  /** The oldest transaction that runs, in the snapshot of this transaction. */
  String oldestRunning() throws SQLException {
    try (var statement = tables.connection().createStatement();
        var rows = statement.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** From a watermark on. */
  static final String WAITING =
      """
      from journal.entry e
      where e.xid >= ?::xid8
        and not exists (select 1 from journal.sequence s where s.entry = e.id)
      """;

  /** Whether an entry from the watermark on has no place. */
  boolean waiting(String watermark) throws SQLException {
    try (var statement = tables.connection().prepareStatement("select 1 " + WAITING + " limit 1")) {
      statement.setString(1, watermark);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static final String COLUMNS =
      "select e.id, e.recorded_at, e.node, e.epoch, e.seq, e.position,"
          + " e.leaf, e.leaf_hash, e.seal ";

  /** Those of the entries that are there and have no place, in the order they are given in. */
  List<Row> withoutPlace(List<UUID> entries) throws SQLException {
    String sql =
        COLUMNS
            + """
            from unnest(?::uuid[]) with ordinality as w (id, n) join journal.entry e on e.id = w.id
            where not exists (select 1 from journal.sequence s where s.entry = e.id)
            order by w.n
            """;
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setArray(1, tables.connection().createArrayOf("uuid", entries.toArray()));
      return rows(statement);
    }
  }

  /** All entries of one transaction. */
  List<Row> transaction(int node, long epoch, long sequence) throws SQLException {
    String sql =
        COLUMNS + "from journal.entry e where node = ? and epoch = ? and seq = ? order by position";
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setInt(1, node);
      statement.setLong(2, epoch);
      statement.setLong(3, sequence);
      return rows(statement);
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    var found = new ArrayList<Row>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private static Row row(ResultSet rows) throws SQLException {
    return new Row(
        (UUID) rows.getObject(1),
        rows.getObject(2, OffsetDateTime.class).toInstant(),
        rows.getInt(3),
        rows.getLong(4),
        rows.getLong(5),
        rows.getInt(6),
        LogTables.bytes(rows, 7),
        LogTables.bytes(rows, 8),
        LogTables.bytes(rows, 9));
  }

  /**
   * An entry by which the log speaks of itself.
   *
   * @param place in the journal's sequence; -1 while it has none
   */
  record Said(Row row, long place) {}

  /** The entry about a key or a log; null when there is none yet. */
  @Nullable Said said(Ref about) throws SQLException {
    String sql =
        COLUMNS
            + """
            , coalesce(s.log_index, -1)
            from journal.event v join journal.entry e on e.id = v.entry
              left join journal.sequence s on s.entry = e.id
            where v.record = ? and v.record_kind = ? and v.record_version = 1
            """;
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setObject(1, about.id());
      statement.setString(2, about.kind());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? new Said(row(rows), rows.getLong(10)) : null;
      }
    }
  }

  /** Entries of the log from one index up to, not including, another. */
  List<Placed> placed(long from, long to) throws SQLException {
    var found =
        inPlace(from, to).stream().map(it -> new Placed(it.row().leaf(), it.row().seal())).toList();
    if (found.size() != to - from) {
      throw new LogStopped(
          "entry-missing", "Entries between " + from + " and " + to + " of the log are gone.");
    }
    return found;
  }

  /**
   * An entry in its place.
   *
   * @param index in this log
   */
  record InPlace(long index, Row row) {}

  /** Those of the entries that are still there, in their order. */
  List<InPlace> inPlace(long from, long to) throws SQLException {
    String sql =
        COLUMNS
            + """
            , i.index
            from (select {first} as first, {opening} as opening
                from audit.{later_}log where {this} limit 1) l
              join journal.sequence s on s.log_index >= l.first
                and s.log_index between l.first + ? - 1 and l.first + ?
                or s.log_index = l.opening
              cross join lateral (select case when s.log_index = l.opening then 0
                when s.log_index < l.opening then s.log_index - l.first + 1
                else s.log_index - l.first end) i (index)
              join journal.entry e on e.id = s.entry
            where i.index between ? and ?
            order by s.log_index = l.opening desc, s.log_index
            """;
    try (var statement = tables.prepare(sql)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      statement.setLong(3, from);
      statement.setLong(4, to - 1);
      var found = new ArrayList<InPlace>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new InPlace(rows.getLong(10), row(rows)));
        }
      }
      return found;
    }
  }
}
