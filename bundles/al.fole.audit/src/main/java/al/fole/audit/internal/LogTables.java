// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of the sealer, on its one connection. */
final class LogTables {
  private static final int LEASE_SECONDS = 3;

  private final Connection connection;

  LogTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * State of the log.
   *
   * @param publicKey key of its signer; null before the first checkpoint
   * @param watermark oldest transaction that may have entries without a place
   * @param mine whether no other host holds the lease
   * @param signed size of the newest checkpoint; 0 before the first
   */
  record Head(
      String origin,
      byte @Nullable [] publicKey,
      long size,
      byte[] root,
      String watermark,
      boolean mine,
      long signed) {}

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

  private static final String HEAD =
      """
      select origin, public_key, size, root, watermark::text,
          holder is null or holder = ? or held_until < clock_timestamp() as mine,
          (select coalesce(max(c.size), 0) from audit.checkpoint c) as signed
      from audit.log
      """;

  Head head(UUID me) throws SQLException {
    return head(HEAD, me);
  }

  /**
   * Takes the head for this transaction.
   *
   * @throws SQLException 55P03 while another sealer has it, 40001 when one just had it
   */
  Head lockedHead(UUID me) throws SQLException {
    return head(HEAD + "for update nowait", me);
  }

  private Head head(String sql, UUID me) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, me);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new LogStopped("log-missing", "The database has lost the state of the log.");
        }
        return new Head(
            String.valueOf(rows.getString(1)),
            rows.getBytes(2),
            rows.getLong(3),
            bytes(rows, 4),
            String.valueOf(rows.getString(5)),
            rows.getBoolean(6),
            rows.getLong(7));
      }
    }
  }

  /** The oldest transaction that runs, in the snapshot of this transaction. */
  String oldestRunning() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private static final String WAITING =
      """
      from journal.entry e
      where e.xid >= ?::xid8
        and not exists (select 1 from journal.sequence s where s.entry = e.id)
      """;

  /** Whether an entry from the watermark on has no place. */
  boolean waiting(String watermark) throws SQLException {
    try (var statement = connection.prepareStatement("select 1 " + WAITING + " limit 1")) {
      statement.setString(1, watermark);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static final String COLUMNS =
      "select e.id, e.recorded_at, e.node, e.epoch, e.seq, e.position,"
          + " e.leaf, e.leaf_hash, e.seal ";

  /** Visible entries without a place, in the order they get one. */
  List<Row> waiting(String watermark, int limit) throws SQLException {
    String sql =
        COLUMNS + WAITING + " order by e.recorded_at, e.node, e.epoch, e.seq, e.position limit ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, watermark);
      statement.setInt(2, limit);
      return rows(statement);
    }
  }

  /** All entries of one transaction. */
  List<Row> transaction(int node, long epoch, long sequence) throws SQLException {
    String sql =
        COLUMNS + "from journal.entry e where node = ? and epoch = ? and seq = ? order by position";
    try (var statement = connection.prepareStatement(sql)) {
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
        found.add(
            new Row(
                (UUID) rows.getObject(1),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getInt(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getInt(6),
                bytes(rows, 7),
                bytes(rows, 8),
                bytes(rows, 9)));
      }
    }
    return found;
  }

  /** Gives the entries the places from {@code first} on. */
  void place(long first, List<UUID> entries) throws SQLException {
    String sql =
        """
        insert into journal.sequence (log_index, entry)
        select ? + ordinality - 1, entry from unnest(?::uuid[]) with ordinality as e (entry)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, first);
      statement.setArray(2, connection.createArrayOf("uuid", entries.toArray()));
      require(statement.executeUpdate(), entries.size());
    }
  }

  void grow(Map<Growth.Place, byte[]> tiles) throws SQLException {
    String sql =
        """
        insert into audit.tile (level, place, hashes) values (?, ?, ?)
        on conflict (level, place) do update set hashes = excluded.hashes
        """;
    try (var statement = connection.prepareStatement(sql)) {
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
        update audit.log set size = ?, root = ?, watermark = ?::xid8, holder = ?,
            held_until = clock_timestamp() + ? * interval '1 second'
        where size = ?
        """;
    try (var statement = connection.prepareStatement(sql)) {
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
        connection.prepareStatement("update audit.log set holder = null where holder = ?")) {
      statement.setObject(1, me);
      statement.executeUpdate();
    }
  }

  /** The hashes of a tile; none when there is no such tile. */
  byte[] tile(int level, long place) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select hashes from audit.tile where level = ? and place = ?")) {
      statement.setInt(1, level);
      statement.setLong(2, place);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? bytes(rows, 1) : new byte[0];
      }
    }
  }

  /** The checkpoint of a size that was signed. */
  String note(long size) throws SQLException {
    try (var statement =
        connection.prepareStatement("select note from audit.checkpoint where size = ?")) {
      statement.setLong(1, size);
      try (var rows = statement.executeQuery()) {
        if (rows.next()) {
          return String.valueOf(rows.getString(1));
        }
        throw new LogStopped("checkpoint-missing", "The checkpoint of " + size + " is gone.");
      }
    }
  }

  void sign(long size, String note, byte[] publicKey) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "insert into audit.checkpoint (size, note) values (?, ?) on conflict do nothing")) {
      statement.setLong(1, size);
      statement.setString(2, note);
      statement.executeUpdate();
    }
    try (var statement =
        connection.prepareStatement(
            "update audit.log set public_key = ? where public_key is distinct from ?")) {
      statement.setBytes(1, publicKey);
      statement.setBytes(2, publicKey);
      statement.executeUpdate();
    }
  }

  /** Entries of the log from one place up to, not including, another. */
  List<Placed> placed(long from, long to) throws SQLException {
    String sql =
        """
        select e.leaf, e.seal from journal.sequence s join journal.entry e on e.id = s.entry
        where s.log_index >= ? and s.log_index < ? order by s.log_index
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      var found = new ArrayList<Placed>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Placed(bytes(rows, 1), bytes(rows, 2)));
        }
      }
      if (found.size() != to - from) {
        throw new LogStopped(
            "entry-missing", "Entries between " + from + " and " + to + " of the log are gone.");
      }
      return found;
    }
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

  /** Carries an SQLException through the tree. */
  static final class TilesUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException why;

    TilesUnreadable(SQLException why) {
      super(why);
      this.why = why;
    }

    SQLException why() {
      return why;
    }
  }

  private static byte[] bytes(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  private static void require(int done, int expected) {
    if (done != expected) {
      throw new LogStopped("log-contradicts", "The log changed under the sealer's lock.");
    }
  }
}
