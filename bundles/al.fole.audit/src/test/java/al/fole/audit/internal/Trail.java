// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.database.LoginRole;
import al.fole.keys.Seals;
import al.fole.keys.internal.CheckpointSigner;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.steps.Steps;
import al.fole.store.Schema;
import al.fole.store.internal.PostgresDatabase;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import al.fole.testing.fakes.FakeKeys;
import al.fole.testing.store.StoreFixture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database with a journal, its keys, and a hand that writes honest entries. */
final class Trail implements AutoCloseable {
  private final TestDatabase database;
  private final Path home;
  final Seals seals;
  private final AtomicLong number = new AtomicLong();
  private @Nullable Connection superuser;
  private @Nullable Connection writer;

  Trail(Path home) {
    this(home, BuildPostgres.createFrom(BuildPostgres.template("audit", Trail::prepare)));
  }

  /** On a database that is there, with no superuser at hand. */
  Trail(Path home, TestDatabase database) {
    this.home = home;
    this.database = database;
    seals = new NodeSeals(keys());
  }

  private static void prepare(TestDatabase empty) {
    var keys = new FakeKeys();
    var parent = StoreFixture.parent(empty);
    try (var engine = PostgresDatabase.start(parent, keys, keys, StoreFixture.template())) {
      engine.view().open(Schema.of("audit", AuditSchema.class, AuditSchema.MAPPERS));
    }
  }

  /** Goes on behind what another hand wrote. */
  void after(long transactions) {
    number.set(transactions);
  }

  TestDatabase database() {
    return database;
  }

  Path keyDirectory() {
    return home.resolve("keys");
  }

  Path logDirectory() {
    return home.resolve("data/log");
  }

  private FileKeys keys() {
    return FileKeys.open(keyDirectory(), true);
  }

  CheckpointSigner signer() {
    return new CheckpointSigner(keys());
  }

  LogKeeper keeper() {
    return keeper(logDirectory());
  }

  LogKeeper keeper(Path directory) {
    return keeper(directory, keyDirectory());
  }

  LogKeeper keeper(Path directory, Path keys) {
    return keeper(directory, keys, List.of());
  }

  LogKeeper keeper(Path directory, Path keys, List<Path> places) {
    return keeper(directory, keys, places, Duration.ZERO);
  }

  /**
   * @param pause after a failure
   */
  LogKeeper keeper(Path directory, Path keys, List<Path> places, Duration pause) {
    return keeper(database.source(LoginRole.SEALER), directory, keys, places, pause);
  }

  /** By way of these connections. */
  LogKeeper keeper(DataSource sealer) {
    return keeper(sealer, logDirectory(), keyDirectory(), List.of(), Duration.ZERO);
  }

  private LogKeeper keeper(
      DataSource sealer, Path directory, Path keys, List<Path> places, Duration pause) {
    return new LogKeeper(
        sealer,
        seals,
        new CheckpointSigner(FileKeys.open(keys, true)),
        directory,
        new Places(places),
        this::say,
        pause);
  }

  /** A sequencer on a connection, with everything it can read again. */
  Sequencer sequencer(Connection connection, UUID me) throws SQLException {
    return sequencer(connection, me, seals);
  }

  Sequencer sequencer(Connection connection, UUID me, Seals seals) throws SQLException {
    return sequencer(connection, me, seals, Steps.NONE, Sequencer.BATCH);
  }

  /**
   * @param batch how many entries it places at a time
   */
  Sequencer sequencer(Connection connection, UUID me, Steps steps, int batch) throws SQLException {
    return sequencer(connection, me, seals, steps, batch);
  }

  private Sequencer sequencer(Connection connection, UUID me, Seals seals, Steps steps, int batch)
      throws SQLException {
    var tables = new LogTables(connection, LogTables.FIRST);
    var files = new LogFiles(logDirectory());
    var notes = new PublishedNotes(tables, files, new Places(List.of()), signer());
    return new Sequencer(tables, connection, seals, signer(), notes, this::say, me, steps, batch);
  }

  /** An entry of the log about itself, with its event row, as the store writes it. */
  void say(LogEvent event) {
    try (var connection = connect(LoginRole.APP)) {
      connection.setAutoCommit(false);
      var change = new Change(event.record().id(), event.version());
      UUID id = append(connection, Instant.now(), event.entryFields(), change).get(0);
      try (var statement =
          connection.prepareStatement(
              """
              insert into journal.event (entry, type, version, record_kind, record, record_version,
                at, facts, reactions, salt)
              values (?, 'audit.said', 1, ?, ?, 1, now(), '{}', '{}', ?)
              """)) {
        statement.setObject(1, id);
        statement.setString(2, event.record().kind());
        statement.setObject(3, event.record().id());
        statement.setBytes(4, new byte[32]);
        statement.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  DataSource source(LoginRole role) {
    return database.source(role);
  }

  Connection connect(LoginRole role) throws SQLException {
    return database.source(role).getConnection();
  }

  /** The superuser's one connection here; a log-in is dear. */
  Connection superuser() throws SQLException {
    Connection open = superuser;
    if (open == null) {
      open = database.superuser().getConnection();
      superuser = open;
    }
    return open;
  }

  /** Gives places as the sealer does, and neither signs nor looks at what was published. */
  void placeWithoutSigning() throws SQLException {
    try (var connection = connect(LoginRole.SEALER)) {
      connection.setAutoCommit(false);
      var me = UUID.randomUUID();
      tamper("update audit.log set holder = null");
      var tables = new LogTables(connection, LogTables.FIRST);
      var head = tables.state().lockedHead(me);
      var batch = new Batch();
      new Waiting(tables, 1_000).next(head, "0").forEach(batch::add);
      var growth = new Growth(head.size(), tables.state().tiles());
      var items = batch.checked(seals);
      items.forEach(item -> growth.add(item.row().hash()));
      tables.state().place(head.size(), items.stream().map(item -> item.row().id()).toList());
      tables.state().grow(growth.tiles());
      tables.state().advance(head.size(), growth.size(), growth.root(), head.watermark(), me);
      tables.state().release(me);
      connection.commit();
    }
  }

  /** As nobody in the module may. */
  void tamper(String sql) throws SQLException {
    try (var statement = superuser().createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String sql) throws SQLException {
    try (var statement = superuser().createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** An entry to be written: which record it changes to which version. */
  record Change(UUID record, long version) {}

  /** Writes transactions of one entry each, about new records, and commits each. */
  void write(int transactions) throws SQLException {
    Connection connection = writer;
    if (connection == null) {
      connection = connect(LoginRole.APP);
      writer = connection;
    }
    for (int i = 0; i < transactions; i++) {
      append(connection, new Change(UUID.randomUUID(), 1));
    }
  }

  List<UUID> append(Connection connection, Change... changes) throws SQLException {
    return append(connection, Instant.now(), changes);
  }

  /** Appends one transaction's entries, without a commit unless the connection commits itself. */
  List<UUID> append(Connection connection, Instant recorded, Change... changes)
      throws SQLException {
    return append(connection, recorded, Map.of(), changes);
  }

  private List<UUID> append(
      Connection connection, Instant recorded, Map<Integer, byte[]> further, Change... changes)
      throws SQLException {
    long sequence = number.incrementAndGet();
    var ids = new ArrayList<UUID>();
    var leaves = new ArrayList<byte[]>();
    var sealed = new ByteArrayOutputStream();
    sealed.writeBytes("fole-seal-v1".getBytes(StandardCharsets.US_ASCII));
    sealed.writeBytes(
        ByteBuffer.allocate(16)
            .putShort((short) 1)
            .putInt(1)
            .putLong(sequence)
            .putShort((short) changes.length)
            .array());
    var time = recorded.truncatedTo(ChronoUnit.MICROS);
    for (Change change : changes) {
      var id = UUID.randomUUID();
      ids.add(id);
      leaves.add(leaf(id, sequence, leaves.size(), changes.length, time, change, further));
      sealed.writeBytes(Tree.leaf(leaves.get(leaves.size() - 1)));
    }
    byte[] seal = seals.seal(1, sealed.toByteArray());
    String sql =
        """
        insert into journal.entry (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
        select id, ?, 1, 1, ?, place - 1, leaf, hash, ?
        from unnest(?::uuid[], ?::bytea[], ?::bytea[]) with ordinality as e (id, leaf, hash, place)
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, time.atOffset(ZoneOffset.UTC));
      statement.setLong(2, sequence);
      statement.setBytes(3, seal);
      statement.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
      statement.setArray(5, connection.createArrayOf("bytea", leaves.toArray(byte[][]::new)));
      statement.setArray(
          6,
          connection.createArrayOf(
              "bytea", leaves.stream().map(Tree::leaf).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
    return ids;
  }

  private static byte[] leaf(
      UUID id,
      long sequence,
      int position,
      int count,
      Instant recorded,
      Change change,
      Map<Integer, byte[]> further) {
    var out = new ByteArrayOutputStream();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, recorded);
    put(out, 1, new byte[] {1});
    put(out, 2, bytes(id));
    put(out, 3, ByteBuffer.allocate(2).putShort((short) 1).array());
    put(out, 4, ByteBuffer.allocate(4).putInt(1).array());
    put(out, 5, ByteBuffer.allocate(8).putLong(sequence).array());
    put(out, 6, ByteBuffer.allocate(2).putShort((short) position).array());
    put(out, 7, ByteBuffer.allocate(2).putShort((short) count).array());
    put(out, 8, ByteBuffer.allocate(8).putLong(micros).array());
    put(out, 9, ByteBuffer.allocate(8).putLong(micros).array());
    put(out, 10, "persons.registered".getBytes(StandardCharsets.UTF_8));
    put(out, 11, new byte[] {0, 1});
    put(out, 12, "OK".getBytes(StandardCharsets.UTF_8));
    put(out, 13, bytes(new UUID(1, 2)));
    put(out, 14, "PMF".getBytes(StandardCharsets.UTF_8));
    put(out, 15, "B11".getBytes(StandardCharsets.UTF_8));
    put(out, 16, bytes(new UUID(3, 4)));
    put(out, 17, "CASE_WORK".getBytes(StandardCharsets.UTF_8));
    put(out, 18, "VKM-2026 n.7/2.1/b".getBytes(StandardCharsets.UTF_8));
    put(out, 19, "r-1".getBytes(StandardCharsets.UTF_8));
    put(out, 20, "person".getBytes(StandardCharsets.UTF_8));
    put(out, 21, bytes(change.record()));
    put(out, 22, ByteBuffer.allocate(8).putLong(change.version()).array());
    further.forEach((number, value) -> put(out, number, value));
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int field, byte[] value) {
    out.writeBytes(
        ByteBuffer.allocate(4).putShort((short) field).putShort((short) value.length).array());
    out.writeBytes(value);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public void close() {
    database.close(); // also cuts the connections
  }
}
