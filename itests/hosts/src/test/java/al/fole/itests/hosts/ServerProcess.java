// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.database.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A durable PostgreSQL whose keeper is a process of its own: when the server is killed, its keeper
 * goes too, and another one starts the server again on the same port.
 */
final class ServerProcess implements AutoCloseable {
  private static final String NAME = "fole";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Path home;
  private Process keeper;
  private int port;
  private long postmaster;

  ServerProcess(Path home) throws IOException {
    this.home = home;
    start();
  }

  /** Its home, the programs, the port or 0; ends with the server, or when nobody listens. */
  public static void main(String[] arguments) throws Exception {
    var settings =
        new EmbeddedDatabase.Settings(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            true,
            false, // a guard of the one that was killed would end the next
            Map.of());
    var database = EmbeddedDatabase.start(settings);
    database.create(NAME);
    var server = ProcessHandle.of(database.pid()).orElseThrow();
    server.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    System.out.println("here " + database.port() + " " + database.pid());
    while (System.in.read() >= 0) {
      continue;
    }
    database.close();
    Runtime.getRuntime().halt(0);
  }

  private void start() throws IOException {
    Path binaries = Path.of(System.getProperty("fole.root")).resolve("target/postgres/binaries");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            ServerProcess.class.getName(),
            home.toString(),
            binaries.toAbsolutePath().toString(),
            Integer.toString(port));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    keeper = builder.start();
    BufferedReader said = keeper.inputReader(UTF_8);
    String[] here =
        said.lines()
            .filter(line -> line.startsWith("here "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("PostgreSQL did not start"))
            .split(" ", -1);
    port = Integer.parseInt(here[1]);
    postmaster = Long.parseLong(here[2]);
  }

  /** The address with the administrator's login. */
  String administrator() throws IOException {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=%s"
        .formatted(port, NAME, Files.readString(home.resolve("superuser")).strip());
  }

  /** Past all walls; waits for a server that recovers. */
  Connection superuser() throws SQLException, IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return DriverManager.getConnection(administrator());
      } catch (SQLException e) {
        if (!String.valueOf(e.getSQLState()).matches("57P03|08.*") || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  /** Ends one session without a word; the server then ends all others and recovers. */
  static void killSession(long pid) throws Exception {
    kill(ProcessHandle.of(pid).orElseThrow());
  }

  /** Ends the server without a word. */
  void kill() throws Exception {
    kill(ProcessHandle.of(postmaster).orElseThrow());
    if (!keeper.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the keeper does not end");
    }
  }

  /** Starts it again. */
  void again() throws IOException {
    start();
  }

  private static void kill(ProcessHandle process) throws Exception {
    process.destroyForcibly();
    process.onExit().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      if (!keeper.waitFor(60, TimeUnit.SECONDS)) {
        keeper.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      keeper.destroyForcibly();
    }
  }
}
