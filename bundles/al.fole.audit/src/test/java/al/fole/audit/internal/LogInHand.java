// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.database.LoginRole;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A trail whose tables and files somebody with all rights, but no keys, has in hand. What he did is
 * undone by putting back only what differs, and the sealer's connections are used again: so that
 * thousands of deeds fit into minutes.
 */
final class LogInHand implements AutoCloseable {
  private static final List<Table> TABLES =
      List.of(
          new Table("journal.entry", "c.id = t.id"),
          new Table("journal.sequence", "c.log_index = t.log_index"),
          new Table("audit.log", "c.one = t.one"),
          new Table("audit.tile", "c.level = t.level and c.place = t.place"),
          new Table("audit.checkpoint", "c.size = t.size"));

  final Trail trail;
  private final Path home;
  private final HikariDataSource sealers;

  LogInHand(Trail trail, Path home) {
    this.trail = trail;
    this.home = home;
    var pool = new HikariConfig();
    pool.setDataSource(trail.source(LoginRole.SEALER));
    pool.setMaximumPoolSize(4);
    pool.setMinimumIdle(0);
    pool.setInitializationFailTimeout(-1);
    sealers = new HikariDataSource(pool);
  }

  private record Table(String name, String sameKey) {
    String copy() {
      return name.substring(name.indexOf('.') + 1);
    }
  }

  /** A host that takes the lease now, whoever had it. */
  LogKeeper keeper(Path directory) throws SQLException {
    trail.tamper("update audit.log set holder = null");
    return new LogKeeper(
        sealers,
        trail.seals,
        trail.signer(),
        directory,
        new Places(List.of()),
        trail::say,
        Duration.ZERO);
  }

  @Override
  public void close() {
    sealers.close();
    trail.close();
  }

  void insert(List<HonestHand.Row> rows) throws SQLException {
    String sql =
        """
        insert into journal.entry
          (id, recorded_at, node, epoch, seq, position, leaf, leaf_hash, seal)
        select e.id, e.recorded, e.node, e.epoch, e.seq, e.position, e.leaf, e.hash, e.seal
        from unnest(?::uuid[], ?::timestamptz[], ?::int[], ?::bigint[], ?::bigint[], ?::int[],
            ?::bytea[], ?::bytea[], ?::bytea[])
          as e (id, recorded, node, epoch, seq, position, leaf, hash, seal)
        """;
    var connection = trail.superuser();
    try (var statement = connection.prepareStatement(sql)) {
      int at = 0;
      for (var column :
          List.of(
              array("uuid", rows.stream().map(HonestHand.Row::id).toArray()),
              array("timestamptz", rows.stream().map(r -> time(r.recorded())).toArray()),
              array("int4", rows.stream().map(HonestHand.Row::node).toArray()),
              array("int8", rows.stream().map(HonestHand.Row::epoch).toArray()),
              array("int8", rows.stream().map(HonestHand.Row::sequence).toArray()),
              array("int4", rows.stream().map(HonestHand.Row::position).toArray()),
              array("bytea", rows.stream().map(HonestHand.Row::leaf).toArray(byte[][]::new)),
              array("bytea", rows.stream().map(r -> Tree.leaf(r.leaf())).toArray(byte[][]::new)),
              array("bytea", rows.stream().map(HonestHand.Row::seal).toArray(byte[][]::new)))) {
        statement.setArray(++at, connection.createArrayOf(column.type(), column.values()));
      }
      statement.executeUpdate();
    }
  }

  private record Column(String type, Object[] values) {}

  private static Column array(String type, Object[] values) {
    return new Column(type, values);
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).toString();
  }

  /** Keeps tables, published files and the signer's state under a name. */
  void keep(String name) throws SQLException, IOException {
    var sql = new StringBuilder("drop schema if exists %1$s cascade; create schema %1$s;");
    for (var table : TABLES) {
      sql.append("create table %1$s.").append(table.copy()).append(" as table ");
      sql.append(table.name()).append(';');
    }
    trail.tamper(sql.toString().formatted(name));
    copyTree(trail.logDirectory(), home.resolve(name));
    copyState(trail.keyDirectory(), home.resolve(name));
  }

  void restoreTables(String name) throws SQLException {
    var sql = new StringBuilder();
    for (var table : TABLES) {
      sql.append(
          """
          delete from %1$s t where not exists
            (select from %2$s.%3$s c where %4$s and c = t);
          insert into %1$s select * from %2$s.%3$s on conflict do nothing;
          """
              .formatted(table.name(), name, table.copy(), table.sameKey()));
    }
    trail.tamper(sql.toString());
  }

  void restoreFiles(String name) throws IOException {
    copyTree(home.resolve(name), trail.logDirectory());
    Files.deleteIfExists(trail.logDirectory().resolve("signer.state"));
  }

  void restoreAll(String name) throws SQLException, IOException {
    restoreTables(name);
    restoreFiles(name);
    copyState(home.resolve(name), trail.keyDirectory());
  }

  Path kept(String name) {
    return home.resolve(name);
  }

  private static void copyState(Path from, Path to) throws IOException {
    Files.copy(
        from.resolve("signer.state"),
        to.resolve("signer.state"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes {@code to} hold what {@code from} holds; what is the same already stays. */
  static void copyTree(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (var files = Files.walk(to)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          var kept = from.resolve(to.relativize(file).toString());
          if (Files.isDirectory(file) ? !Files.isDirectory(kept) : !same(file, kept)) {
            Files.delete(file);
          }
        }
      }
    }
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static boolean same(Path file, Path kept) throws IOException {
    return Files.isRegularFile(kept) && Files.mismatch(file, kept) < 0;
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Leaf and seal of each place, as the tables say it now; nothing where there is nothing. */
  List<LogEntries.Placed> placed() throws SQLException {
    var placed = new ArrayList<LogEntries.Placed>();
    try (var statement = trail.superuser().createStatement();
        var rows =
            statement.executeQuery(
                "select s.log_index, e.leaf, e.seal from journal.sequence s join journal.entry e"
                    + " on e.id = s.entry where s.log_index < 1000000 order by s.log_index")) {
      while (rows.next()) {
        pad(placed, rows.getLong(1));
        placed.add(new LogEntries.Placed(rows.getBytes(2), rows.getBytes(3)));
      }
    }
    return placed;
  }

  private static void pad(List<LogEntries.Placed> placed, long size) {
    while (placed.size() < size) {
      placed.add(new LogEntries.Placed(new byte[0], new byte[Tree.HASH]));
    }
  }

  /** The entries of the tables beside the tiles and the checkpoint published before. */
  Path dump(String published, int size) throws SQLException, IOException {
    var placed = placed();
    pad(placed, size);
    var to = home.resolve("dump");
    delete(to);
    publish(placed.subList(0, size), "", to);
    delete(to.resolve("tile/0"));
    delete(to.resolve("tile/1"));
    for (var name : List.of("tile/0", "tile/1", LogFiles.CHECKPOINT)) {
      if (Files.exists(home.resolve(published).resolve(name))) {
        copyTree(home.resolve(published).resolve(name), to.resolve(name));
      }
    }
    return to;
  }

  /** Makes tiles and head agree with the entries, as somebody would who hides what he did. */
  void rewriteTree() throws SQLException {
    var growth = growth(placed());
    trail.tamper("truncate audit.tile");
    String sql = "insert into audit.tile (level, place, hashes) values (?, ?, ?)";
    try (var statement = trail.superuser().prepareStatement(sql)) {
      for (var tile : growth.tiles().entrySet()) {
        statement.setInt(1, tile.getKey().level());
        statement.setLong(2, tile.getKey().place());
        statement.setBytes(3, tile.getValue());
        statement.executeUpdate();
      }
    }
    try (var statement =
        trail.superuser().prepareStatement("update audit.log set size = ?, root = ?")) {
      statement.setLong(1, growth.size());
      statement.setBytes(2, growth.root());
      statement.executeUpdate();
    }
  }

  private static Growth growth(List<LogEntries.Placed> placed) {
    var growth = new Growth(0, (level, place) -> new byte[0]);
    placed.forEach(entry -> growth.add(Tree.leaf(entry.leaf())));
    return growth;
  }

  /** Writes a log directory of these entries, whole and consistent, around the given checkpoint. */
  static void publish(List<LogEntries.Placed> placed, String checkpoint, Path to)
      throws IOException {
    for (var tile : growth(placed).tiles().entrySet()) {
      int width = tile.getValue().length / Tree.HASH;
      put(
          to,
          LogFiles.name("tile/" + tile.getKey().level(), tile.getKey().place(), width),
          tile.getValue());
    }
    for (int first = 0; first < placed.size(); first += Tree.WIDTH) {
      var some = placed.subList(first, Math.min(first + Tree.WIDTH, placed.size()));
      var entries = new ByteArrayOutputStream();
      var seals = new ByteArrayOutputStream();
      for (var entry : some) {
        entries.write(entry.leaf().length >>> 8);
        entries.write(entry.leaf().length);
        entries.writeBytes(entry.leaf());
        seals.writeBytes(entry.seal());
      }
      put(
          to,
          LogFiles.name("tile/entries", first / Tree.WIDTH, some.size()),
          entries.toByteArray());
      put(to, LogFiles.name("seal", first / Tree.WIDTH, some.size()), seals.toByteArray());
    }
    put(to, LogFiles.CHECKPOINT, checkpoint.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Path to, String name, byte[] bytes) throws IOException {
    Files.createDirectories(to.resolve(name).resolve("..").normalize());
    Files.write(to.resolve(name), bytes);
  }

  /** The files that a checkpoint of this size speaks of. */
  List<Path> files(long size) {
    var names = new ArrayList<String>(List.of(LogFiles.CHECKPOINT));
    for (int level = 0; size >>> (8 * level) > 0; level++) {
      for (long place = 0; place * Tree.WIDTH < size >>> (8 * level); place++) {
        int width = (int) Math.min((size >>> (8 * level)) - place * Tree.WIDTH, Tree.WIDTH);
        names.add(LogFiles.name("tile/" + level, place, width));
        if (level == 0) {
          names.add(LogFiles.name("tile/entries", place, width));
          names.add(LogFiles.name("seal", place, width));
        }
      }
    }
    return names.stream().map(trail.logDirectory()::resolve).toList();
  }

  /** The lowest index of an entry of the same transaction, as the honest log had it. */
  long firstOfTransaction(long index) throws SQLException {
    String all =
        "select s.log_index, e.node, e.epoch, e.seq from %1$s.sequence s join %1$s.entry e";
    String placed =
        Stream.of("now", "journal")
            .map(schema -> (all + " on e.id = s.entry").formatted(schema))
            .collect(Collectors.joining(" union ", "with p as (", ") "));
    return Long.parseLong(
        trail.one(
            placed
                + "select min(o.log_index) from p o join p b using (node, epoch, seq)"
                + " where b.log_index = "
                + index));
  }

  /** One value of a random row. */
  UUID id(String sql) throws SQLException {
    return UUID.fromString(trail.one(sql));
  }
}
