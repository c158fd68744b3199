// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Ref;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the sealer about one log, on its one connection. The first log has tables of
 * its own, the ones that follow share theirs.
 */
final class LogTables {
  static final int FIRST = 1;
  private static final int LEASE_SECONDS = 3;

  /** Who holds a log that has ended: nobody, for ever, also in the eyes of earlier releases. */
  private static final UUID ENDED = UUID.fromString("ffffffff-ffff-8fff-bfff-ffffffffffff");

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

  private PreparedStatement prepare(String sql) throws SQLException {
    boolean first = log == FIRST;
    return connection.prepareStatement(
        sql.replace("{later_}", first ? "" : "later_")
            .replace("{log, }", first ? "" : "log, ")
            .replace("{n, }", first ? "" : log + ", ")
            .replace("{this}", first ? "true" : "log = " + log)
            .replace("{first}", first ? "0::bigint" : "first")
            .replace("{opening}", first ? "0::bigint" : "opening"));
  }

  /**
   * State of the log.
   *
   * @param publicKey key of its signer; null before the first checkpoint
   * @param watermark oldest transaction that may have entries without a place
   * @param mine whether no other host holds the lease
   * @param held whether this host was the last that held it
   * @param signed size of the newest checkpoint; 0 before the first
   * @param newest number of the newest log: another one when this log has ended
   * @param first place in the journal's sequence at which the log begins
   * @param opening place of its first entry
   */
  record Head(
      String origin,
      byte @Nullable [] publicKey,
      long size,
      byte[] root,
      String watermark,
      boolean mine,
      boolean held,
      long signed,
      int newest,
      long first,
      long opening) {

    boolean ended(int log) {
      return newest != log;
    }

    /** Index in the log of a place in the journal's sequence; negative when it is none of it. */
    long index(long place) {
      if (place == opening) {
        return 0;
      }
      return place < opening && place >= first ? place - first + 1 : place - first;
    }

    /** Place in the journal's sequence of an index in the log. */
    long place(long index) {
      if (index == 0) {
        return opening;
      }
      return index <= opening - first ? first + index - 1 : first + index;
    }
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
    try (var statement = prepare(sql)) {
      statement.setObject(1, me);
      statement.setObject(2, me);
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
            rows.getBoolean(7),
            rows.getLong(8),
            rows.getInt(9),
            rows.getLong(10),
            rows.getLong(11));
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
        bytes(rows, 7),
        bytes(rows, 8),
        bytes(rows, 9));
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
        insert into audit.{later_}tile ({log, }level, place, hashes) values ({n, }?, ?, ?)
        on conflict ({log, }level, place) do update set hashes = excluded.hashes
        """;
    try (var statement = prepare(sql)) {
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
    try (var statement = prepare(sql)) {
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
        prepare("update audit.{later_}log set holder = null where holder = ? and {this}")) {
      statement.setObject(1, me);
      statement.executeUpdate();
    }
  }

  /** The hashes of a tile; none when there is no such tile. */
  byte[] tile(int level, long place) throws SQLException {
    try (var statement =
        prepare("select hashes from audit.{later_}tile where level = ? and place = ? and {this}")) {
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
        prepare("select note from audit.{later_}checkpoint where size = ? and {this}")) {
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
  List<String> notes(long upTo, int most) throws SQLException {
    String sql =
        "select note from audit.{later_}checkpoint where size <= ? and {this}"
            + " order by size desc limit ?";
    try (var statement = prepare(sql)) {
      statement.setLong(1, upTo);
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
  String firstNote(long from) throws SQLException {
    String sql =
        "select note from audit.{later_}checkpoint where size >= ? and {this} order by size limit"
            + " 1";
    try (var statement = prepare(sql)) {
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
        prepare(
            "insert into audit.{later_}checkpoint ({log, }size, note) values ({n, }?, ?)"
                + " on conflict do nothing")) {
      statement.setLong(1, size);
      statement.setString(2, note);
      statement.executeUpdate();
    }
    try (var statement =
        prepare(
            "update audit.{later_}log set public_key = ?"
                + " where public_key is distinct from ? and {this}")) {
      statement.setBytes(1, publicKey);
      statement.setBytes(2, publicKey);
      statement.executeUpdate();
    }
  }

  /** A key and the first size it may sign; one that is there already stays. */
  void ring(long since, byte[] publicKey) throws SQLException {
    String sql =
        """
        insert into audit.signing_key (log, since, public_key)
        select ?, ?, ? where not exists (
          select 1 from audit.signing_key k where k.log = ? and (k.public_key = ? or k.since = ?))
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, log);
      statement.setLong(2, since);
      statement.setBytes(3, publicKey);
      statement.setInt(4, log);
      statement.setBytes(5, publicKey);
      statement.setLong(6, since);
      statement.executeUpdate();
    }
  }

  /** The keys of the log by the first size each may sign; empty before the first checkpoint. */
  SortedMap<Long, byte[]> ring() throws SQLException {
    String sql =
        """
        select since, public_key from audit.signing_key where log = ?
        union all
        select 0, public_key from audit.{later_}log where {this} and public_key is not null
          and not exists (select 1 from audit.signing_key k where k.log = ?)
        """;
    try (var statement = prepare(sql)) {
      statement.setInt(1, log);
      statement.setInt(2, log);
      var ring = new TreeMap<Long, byte[]>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ring.put(rows.getLong(1), bytes(rows, 2));
        }
      }
      return ring;
    }
  }

  /** The signed notes that ended the logs before this one, the first first. */
  List<String> formerNotes() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select former_note from audit.later_log where log <= ? order by log")) {
      statement.setInt(1, log);
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(String.valueOf(rows.getString(1)));
        }
      }
      return found;
    }
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
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, about.id());
      statement.setString(2, about.kind());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? new Said(row(rows), rows.getLong(10)) : null;
      }
    }
  }

  /** Ends this log for every host, and begins the next, held by this one. */
  void succeed(Head head, String origin, Growth grown, long first, String note, UUID me)
      throws SQLException {
    try (var statement =
        prepare("update audit.{later_}log set holder = ?, held_until = 'infinity' where {this}")) {
      statement.setObject(1, ENDED);
      require(statement.executeUpdate(), 1);
    }
    String sql =
        """
        insert into audit.later_log (log, origin, size, root, watermark, holder, held_until, first,
            opening, former_note)
        values (?, ?, ?, ?, ?::xid8, ?, clock_timestamp() + ? * interval '1 second', ?, ?, ?)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, log + 1);
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
    new LogTables(connection, log + 1).grow(grown.tiles());
  }

  /** Entries of the log from one index up to, not including, another. */
  List<Placed> placed(long from, long to) throws SQLException {
    var found =
        placedRows(from, to).stream().map(row -> new Placed(row.leaf(), row.seal())).toList();
    if (found.size() != to - from) {
      throw new LogStopped(
          "entry-missing", "Entries between " + from + " and " + to + " of the log are gone.");
    }
    return found;
  }

  /** The rows of those entries that are still there. */
  List<Row> placedRows(long from, long to) throws SQLException {
    String sql =
        COLUMNS
            + """
            from (select {first} as first, {opening} as opening
                from audit.{later_}log where {this} limit 1) l
              join journal.sequence s on s.log_index >= l.first
                and s.log_index between l.first + ? - 1 and l.first + ?
                or s.log_index = l.opening
              join journal.entry e on e.id = s.entry
            where case when s.log_index = l.opening then 0
                when s.log_index < l.opening then s.log_index - l.first + 1
                else s.log_index - l.first end between ? and ?
            order by s.log_index = l.opening desc, s.log_index
            """;
    try (var statement = prepare(sql)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      statement.setLong(3, from);
      statement.setLong(4, to - 1);
      return rows(statement);
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
