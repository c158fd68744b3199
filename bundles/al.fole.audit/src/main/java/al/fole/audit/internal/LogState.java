// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How far one log has come: its head row, which is the fence, the places of its entries and the
 * tiles of its tree.
 */
final class LogState {
  /**
   * For so long whoever gave places last is left to give the next: ten ticks. The lock of the row
   * makes it safe, whoever tries; a host that died is followed the sooner.
   */
  private static final int LEASE_SECONDS = 1;

  /** Who holds a log that has ended: nobody, for ever, also in the eyes of earlier releases. */
  private static final UUID ENDED = UUID.fromString("ffffffff-ffff-8fff-bfff-ffffffffffff");

  private final LogTables tables;

  LogState(LogTables tables) {
    this.tables = tables;
  }

  private static final String HEAD =
      """
      select origin, public_key, size, root, watermark::text,
          holder is null or holder = ? or held_until < clock_timestamp() as mine,
          holder is not distinct from ? as held,
          (select coalesce(max(c.size), 0) from audit.{later_}checkpoint c where {this}) as signed,
          (select coalesce(max(l.log), 1) from audit.later_log l) as newest,
          {first} as first, {opening} as opening
      from audit.{later_}log where {this}
      """;

  LogHead head(UUID me) throws SQLException {
    return head(HEAD, me);
  }

  /**
   * Takes the head for this transaction.
   *
   * @throws SQLException 55P03 while another sealer has it, 40001 when one just had it
   */
  LogHead lockedHead(UUID me) throws SQLException {
    return head(HEAD + "for update nowait", me);
  }

  private LogHead head(String sql, UUID me) throws SQLException {
    try (var statement = tables.prepare(sql)) {
      statement.setObject(1, me);
      statement.setObject(2, me);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new LogStopped("log-missing", "The database has lost the state of the log.");
        }
        return new LogHead(
            String.valueOf(rows.getString(1)),
            rows.getBytes(2),
            rows.getLong(3),
            LogTables.bytes(rows, 4),
            String.valueOf(rows.getString(5)),
            rows.getBoolean(6),
            rows.getBoolean(7),
            rows.getLong(8),
            rows.getInt(9),
            rows.getLong(10),
            rows.getLong(11));
      }
    }
  }

  /** Gives the entries the places from {@code first} on. */
  void place(long first, List<UUID> entries) throws SQLException {
    String sql =
        """
        insert into journal.sequence (log_index, entry)
        select ? + ordinality - 1, entry from unnest(?::uuid[]) with ordinality as e (entry)
        """;
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setLong(1, first);
      statement.setArray(2, tables.connection().createArrayOf("uuid", entries.toArray()));
      require(statement.executeUpdate(), entries.size());
    }
  }

  void grow(Map<Growth.Place, byte[]> tiles) throws SQLException {
    String sql =
        """
        insert into audit.{later_}tile ({log, }level, place, hashes) values ({n, }?, ?, ?)
        on conflict ({log, }level, place) do update set hashes = excluded.hashes
        """;
    try (var statement = tables.prepare(sql)) {
      for (var tile : tiles.entrySet()) {
        statement.setInt(1, tile.getKey().level());
        statement.setLong(2, tile.getKey().place());
        statement.setBytes(3, tile.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Moves the head and renews the lease. */
  void advance(long from, long size, byte[] root, String watermark, UUID me) throws SQLException {
    String sql =
        """
        update audit.{later_}log set size = ?, root = ?, watermark = ?::xid8, holder = ?,
            held_until = clock_timestamp() + ? * interval '1 second'
        where size = ? and {this}
        """;
    try (var statement = tables.prepare(sql)) {
      statement.setLong(1, size);
      statement.setBytes(2, root);
      statement.setString(3, watermark);
      statement.setObject(4, me);
      statement.setInt(5, LEASE_SECONDS);
      statement.setLong(6, from);
      require(statement.executeUpdate(), 1);
    }
  }

  /** Another may take the lease from now on. */
  void release(UUID me) throws SQLException {
    try (var statement =
        tables.prepare("update audit.{later_}log set holder = null where holder = ? and {this}")) {
      statement.setObject(1, me);
      statement.executeUpdate();
    }
  }

  /** The hashes of a tile; none when there is no such tile. */
  byte[] tile(int level, long place) throws SQLException {
    try (var statement =
        tables.prepare(
            "select hashes from audit.{later_}tile where level = ? and place = ? and {this}")) {
      statement.setInt(1, level);
      statement.setLong(2, place);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? LogTables.bytes(rows, 1) : new byte[0];
      }
    }
  }

  /** Ends this log for every host, and begins the next, held by this one. */
  void succeed(LogHead head, String origin, Growth grown, long first, String note, UUID me)
      throws SQLException {
    try (var statement =
        tables.prepare(
            "update audit.{later_}log set holder = ?, held_until = 'infinity' where {this}")) {
      statement.setObject(1, ENDED);
      require(statement.executeUpdate(), 1);
    }
    String sql =
        """
        insert into audit.later_log (log, origin, size, root, watermark, holder, held_until, first,
            opening, former_note)
        values (?, ?, ?, ?, ?::xid8, ?, clock_timestamp() + ? * interval '1 second', ?, ?, ?)
        """;
    try (var statement = tables.connection().prepareStatement(sql)) {
      statement.setInt(1, tables.log() + 1);
      statement.setString(2, origin);
      statement.setLong(3, grown.size());
      statement.setBytes(4, grown.root());
      statement.setString(5, head.watermark());
      statement.setObject(6, me);
      statement.setInt(7, LEASE_SECONDS);
      statement.setLong(8, first);
      statement.setLong(9, head.first() + head.size());
      statement.setString(10, note);
      statement.executeUpdate();
    }
    tables.next().state().grow(grown.tiles());
  }

  /** Tiles for the tree; a lost connection surfaces as {@link TilesUnreadable}. */
  Tree.Tiles tiles() {
    return (level, place) -> {
      try {
        return tile(level, place);
      } catch (SQLException e) {
        throw new TilesUnreadable(e);
      }
    };
  }

  private static void require(int done, int expected) {
    if (done != expected) {
      throw new LogStopped("log-contradicts", "The log changed under the sealer's lock.");
    }
  }
}
