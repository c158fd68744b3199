// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Clusters of a Debian PostgreSQL 15 on this machine, in one directory: {@code one}, which is
 * there, and what the page makes. They end with it, however they were started.
 */
final class Debian implements AutoCloseable {
  static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
  private static final String PASSWORD = "loopback";

  private final Path home;
  final int port = freePort();
  final int standbyPort = freePort();

  Debian(Path home) {
    this.home = home;
  }

  /** Whether its programs are on this machine. */
  static boolean isHere() {
    return Stream.of("initdb", "pg_ctl", "pg_basebackup", "pg_receivewal", "pg_verifybackup")
        .allMatch(program -> Files.isExecutable(BINARIES.resolve(program)));
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PostgreSQL refuses root: here root is nobody, and owns his files all the same. */
  static List<String> shell() {
    boolean root = System.getProperty("user.name", "").equals("root");
    return root ? List.of("unshare", "-U", "bash", "-c") : List.of("bash", "-c");
  }

  /** What its programs read, and the page. */
  Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("PATH", BINARIES + ":" + System.getenv("PATH"));
    settings.put("PGHOST", "127.0.0.1");
    settings.put("PGPORT", Integer.toString(port));
    settings.put("PGUSER", "postgres");
    settings.put("PGPASSWORD", PASSWORD);
    settings.put("PGDATA", home.resolve("one").toString());
    settings.put("STANDBY", home.resolve("two").toString());
    settings.put("STANDBY_PORT", Integer.toString(standbyPort));
    return settings;
  }

  /** The address a host is given: of both. */
  String address() {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/fole?user=postgres&password=%s%s"
        .formatted(port, standbyPort, PASSWORD, "&targetServerType=primary&connectTimeout=3");
  }

  /** The address of whichever of them is a standby. */
  String replica() {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/fole?targetServerType=secondary&connectTimeout=3"
        .formatted(port, standbyPort);
  }

  /** Makes the first cluster and a database in it. */
  void begin() throws IOException, InterruptedException {
    Path password = Files.writeString(home.resolve("superuser"), PASSWORD + "\n");
    Path one = home.resolve("one");
    run(
        "initdb -D $PGDATA -U postgres -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --pwfile="
            + password);
    Files.writeString(
        one.resolve("postgresql.auto.conf"),
        "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nport = " + port + "\n");
    run("pg_ctl -D $PGDATA -l $PGDATA.log -w start && psql -c 'create database fole'");
  }

  /** Runs a line as the user of the clusters, to a good end. */
  void run(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(shell());
    command.add(line);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings());
    Path said = Files.createTempFile(home, "made", ".txt");
    Process process = builder.redirectOutput(said.toFile()).start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(line + ": " + Files.readString(said));
    }
  }

  /** Ends a cluster as a power cut does, and waits until it is gone. */
  void kill(String name) throws Exception {
    List<ProcessHandle> server = in(home.resolve(name));
    server.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : server) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** Ends it as a power cut does, and its disk is gone too. */
  void lose(String name) throws Exception {
    kill(name);
    Files.move(home.resolve(name), home.resolve(name + ".gone"));
  }

  private static List<ProcessHandle> in(Path directory) {
    return ProcessHandle.allProcesses().filter(process -> worksIn(process, directory)).toList();
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      Path works = Files.readSymbolicLink(Path.of("/proc", process.pid() + "", "cwd"));
      return works.startsWith(directory) && command(process).startsWith(BINARIES.toString());
    } catch (IOException e) {
      return false; // gone meanwhile, or of another user
    }
  }

  private static String command(ProcessHandle process) {
    return process.info().command().orElse("");
  }

  /** The first column of the first row, asked at a port. */
  String one(int at, String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + at + "/fole";
    try (var connection = DriverManager.getConnection(url, "postgres", PASSWORD);
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    // The receiver of the page works where the page is run, one directory above.
    in(home.resolve("..").normalize()).forEach(ProcessHandle::destroyForcibly);
  }
}
