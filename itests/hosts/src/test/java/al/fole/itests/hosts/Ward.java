// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.database.EmbeddedDatabase;
import al.fole.itests.hosts.Desk.Answer;
import al.fole.itests.hosts.OneHost.Installation;
import al.fole.itests.process.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One host and a PostgreSQL of its own that really writes to its disk, with everything between them
 * and under them in the hands of a test: the wire, the server's process, three small disks.
 */
final class Ward implements AutoCloseable {
  private static final String PASSWORD = "abcd-efgh-2345-6789";
  private static final int PEOPLE = 4;

  final Wire wire;
  final SmallDisk databaseDisk;
  final SmallDisk dataDisk;
  final SmallDisk keysDisk;

  private final Path home;
  private final EmbeddedDatabase.Settings settings;
  private final Installation installation;
  private final Shift.Told told = new Shift.Told();
  private final List<String> earlier = new ArrayList<>();
  private EmbeddedDatabase database;
  private volatile OneHost host;
  private Set<Integer> sound = Set.of(0);

  Ward() throws IOException, InterruptedException {
    home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "faults");
    databaseDisk = SmallDisk.at(home.resolve("disk"), 400);
    dataDisk = SmallDisk.at(home.resolve("data"), 300);
    keysDisk = SmallDisk.at(home.resolve("keys"), 2);
    settings =
        new EmbeddedDatabase.Settings(
            home.resolve("disk/postgres"),
            Path.of(System.getProperty("fole.root", "../.."), "target/postgres/binaries"),
            0,
            true,
            true,
            Map.of("max_wal_size", "64MB", "min_wal_size", "32MB"));
    database = EmbeddedDatabase.start(settings);
    database.create("fole");
    wire = new Wire(database.port());
    var administrator = (PGSimpleDataSource) database.admin("fole");
    installation =
        new Installation(
            "jdbc:postgresql://127.0.0.1:%d/fole?user=%s&password=%s"
                .formatted(wire.port(), administrator.getUser(), administrator.getPassword()),
            null,
            home.resolve("keys/keys"),
            PASSWORD);
    host = OneHost.start(HostProcess.archive(), home, installation);
  }

  String url() {
    return host.url();
  }

  Desk desk() {
    return Desk.signedIn(url(), "pmf.tirana", PASSWORD);
  }

  /** Somebody tries to sign in. */
  Answer signIn() {
    var body = Desk.JSON.createObjectNode();
    body.put("name", "pmf.tirana").put("password", PASSWORD).put("purpose", "CASE_WORK");
    return new Desk("").send(url(), "POST", "/api/access/sessions", body, Map.of());
  }

  Answer ready() {
    return host.health();
  }

  /** People begin to work; whoever comes later keeps what was acknowledged in mind. */
  Shift shift() throws IOException {
    Path checkpoint = home.resolve("data/log/checkpoint");
    if (Files.exists(checkpoint)) {
      Path kept = home.resolve("earlier-" + earlier.size());
      Files.copy(checkpoint, kept);
      earlier.add(kept.toString());
    }
    var shift = new Shift(this::url, told);
    for (int i = 0; i < PEOPLE; i++) {
      shift.begin(desk());
    }
    return shift;
  }

  ProcessHandle postmaster() {
    return ProcessHandle.of(database.pid()).orElseThrow();
  }

  boolean databaseRuns() {
    return ProcessHandle.of(database.pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Whoever runs the database starts it again; it is found where it was. */
  void startDatabase() {
    database.close();
    database = EmbeddedDatabase.start(settings);
    wire.leadTo(database.port());
  }

  void killHost() throws InterruptedException {
    host.kill();
    // What such a host had open is named by its next epoch, and the verifier says so.
    sound = Set.of(0, 3);
  }

  void startHost() throws IOException, InterruptedException {
    host = OneHost.start(HostProcess.archive(), home, installation);
  }

  /** Everything that must be so whatever has happened. */
  void requireNothingLost(Shift shift) throws SQLException, IOException, InterruptedException {
    assertEquals(List.of(), List.copyOf(shift.failures));
    assertEquals(List.of(), Truth.violations(database.admin("fole"), told));
    long entries = Truth.entries(database.admin("fole"));
    shift.await("every entry in the published log", () -> published() >= entries);
    List<String> options = new ArrayList<>();
    earlier.forEach(checkpoint -> options.addAll(List.of("--earlier", checkpoint)));
    Path log = home.resolve("data/log");
    OneHost.requireSoundLog(log, "full", sound, options.toArray(String[]::new));
    OneHost.requireSoundLog(log, "complete", sound);
  }

  /** Size of the log that anybody can read. */
  long published() {
    try {
      return Long.parseLong(Files.readString(home.resolve("data/log/checkpoint")).split("\n")[1]);
    } catch (IOException e) {
      return 0; // none yet
    }
  }

  /** Fails unless the log as it is published now holds. */
  void requireReadableLog() throws IOException, InterruptedException {
    OneHost.requireSoundLog(home.resolve("data/log"), "full", sound);
  }

  /** What the host and the server said outlives their disks. */
  private void keepLogs() throws IOException {
    Path kept = Files.createDirectories(home.resolve("logs"));
    Files.copy(home.resolve("data/logs/fole.log"), kept.resolve("fole.log"));
    Files.copy(home.resolve("disk/postgres/postgres.log"), kept.resolve("postgres.log"));
  }

  @Override
  public void close() throws Exception {
    end(
        List.<AutoCloseable>of(
            host, wire, database, this::keepLogs, databaseDisk, dataDisk, keysDisk));
  }

  /** Each, whatever becomes of those before. */
  private static void end(List<? extends AutoCloseable> parts) throws Exception {
    if (!parts.isEmpty()) {
      try {
        parts.get(0).close();
      } finally {
        end(parts.subList(1, parts.size()));
      }
    }
  }
}
