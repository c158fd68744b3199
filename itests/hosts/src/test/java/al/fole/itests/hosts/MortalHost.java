// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.itests.process.HostProcess;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A host on a PostgreSQL of its own, durable, which can be made to stand still at a numbered point;
 * either may be killed there and comes back on what it left.
 */
final class MortalHost implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Path home;
  private final Path hold;
  private final ServerProcess server;
  private HostProcess process;
  private volatile String url;
  private int orders;

  /** Starts both. */
  MortalHost(Path home) throws IOException, InterruptedException {
    this.home = home.toAbsolutePath();
    hold = this.home.resolve("hold");
    server = new ServerProcess(this.home.resolve("postgres"));
    begin();
  }

  private void begin() throws IOException, InterruptedException {
    var environment =
        Map.of(
            "FOLE_PEOPLE",
            "0",
            "FOLE_DATABASE",
            server.administrator(),
            "FOLE_LOG_PLACES",
            String.join(",", places().stream().map(Path::toString).toList()));
    var options = List.of("-Xmx256m", "-D" + Steps.HOLD + "=" + hold);
    process = HostProcess.start(HostProcess.archive(), home, environment, options, List.of());
    url = process.url();
  }

  /** Where it answers now; another place after a death. */
  String url() {
    return url;
  }

  String password() throws IOException {
    return Files.readString(home.resolve("data/demonstration-password")).strip();
  }

  List<Path> places() {
    return List.of(home.resolve("one"), home.resolve("two"));
  }

  Path log() {
    return home.resolve("data/log");
  }

  Path keys() {
    return home.resolve("data/keys");
  }

  /** Past all walls; waits for a server that recovers. */
  Connection superuser() throws SQLException, IOException {
    return server.superuser();
  }

  /** From now on whoever comes to the point stands still there. */
  void holdAt(Step step) throws IOException {
    Path next = Files.writeString(home.resolve("next"), step.point() + " " + ++orders);
    Files.move(next, hold, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns when somebody stands there. */
  void awaitHeld(Step step) throws IOException {
    Path here = home.resolve("hold.here");
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(here) || !Files.readString(here).equals(step.point() + " " + orders)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("nobody came to " + step.point());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** Lets go whoever is left. */
  void release() throws IOException {
    Files.delete(hold);
  }

  /** The process of the host, while it is held; another one begins on what it left. */
  void killHost() throws IOException, InterruptedException {
    process.kill();
    release();
    begin();
  }

  /**
   * The session that is held: the server then ends all others and recovers. Returns when it is
   * there again; how long it takes is between the server and its disk.
   */
  void killBackend(Step step) throws Exception {
    String role = step.name().startsWith("WRITE") ? "fole_app" : "fole_sealer";
    try (var connection = superuser()) {
      long pid;
      try (var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "select pid from pg_stat_activity where usename = '"
                      + role
                      + "' order by state like 'idle in transaction%' desc, xact_start limit 1")) {
        rows.next();
        pid = rows.getLong(1);
      }
      ServerProcess.killSession(pid);
      release();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (connection.isValid(60)) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("the server goes on without a session of its own");
        }
        LockSupport.parkNanos(2_000_000);
      }
    }
    superuser().close();
  }

  /** The server, with all its sessions; it is started again on the same port. */
  void killPostmaster() throws Exception {
    server.kill();
    server.again();
    release();
  }

  /** Size of the published log. */
  long published() throws IOException {
    Path checkpoint = log().resolve("checkpoint");
    return Files.exists(checkpoint)
        ? Long.parseLong(Files.readString(checkpoint).split("\n", 3)[1])
        : 0;
  }

  /** The stand-alone verifier, as a court would run it; what it said, and its exit code. */
  String verified(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(HostProcess.built("host/verify/target/fole-verify.jar").toString());
    command.addAll(arguments);
    var check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), UTF_8).strip();
    return check.waitFor() + ": " + said;
  }

  @Override
  public void close() {
    process.close();
    server.close();
  }
}
