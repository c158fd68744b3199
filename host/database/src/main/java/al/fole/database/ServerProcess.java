// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL processes of one cluster directory. A process is known by the directory it works
 * in, which for PostgreSQL is its cluster; a number in a file proves nothing, because it may have
 * been given to another process since.
 */
final class ServerProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ServerProcess() {}

  /** All live PostgreSQL processes of the cluster: the server and its children. */
  static List<ProcessHandle> in(Path cluster) throws IOException {
    if (!Files.isDirectory(cluster)) {
      return List.of();
    }
    Path real = cluster.toRealPath();
    return ProcessHandle.allProcesses().filter(process -> worksIn(process, real)).toList();
  }

  /** The number in {@code postmaster.pid}, if there is one. */
  static Optional<Long> recorded(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream().findFirst().map(String::strip).map(Long::valueOf);
  }

  /**
   * Ends a server that a killed host left behind, cleanly (fast shutdown), and clears a record that
   * points to a process of somebody else. The caller holds the lock of the home directory, so no
   * live host uses the server.
   *
   * @throws StartRefused when it does not end
   */
  static void endOrphan(Path cluster) throws IOException {
    List<ProcessHandle> found = in(cluster);
    Optional<Long> recorded = recorded(cluster);
    if (found.isEmpty()) {
      if (recorded.flatMap(ProcessHandle::of).isPresent()) {
        Files.delete(cluster.resolve("postmaster.pid"));
      }
      return;
    }
    LOG.info("Ending the PostgreSQL a killed host left behind in {}", cluster);
    for (ProcessHandle process : found) {
      if (recorded.isEmpty() || recorded.get() == process.pid()) {
        signal(process, "INT");
      }
    }
    if (!gone(found, PATIENCE)) {
      throw new StartRefused(
          "A PostgreSQL left behind in " + cluster + " (process " + pids(found) + ") does not end.",
          "Një PostgreSQL i mbetur në " + cluster + " (procesi " + pids(found) + ") nuk mbyllet.");
    }
  }

  /** Sends the server the signal for a fast shutdown, then for an immediate one. */
  static void end(ProcessHandle server) throws IOException {
    for (String name : List.of("INT", "QUIT")) {
      if (!server.isAlive()) {
        return;
      }
      signal(server, name);
      gone(List.of(server), PATIENCE);
    }
  }

  private static boolean worksIn(ProcessHandle process, Path cluster) {
    try {
      Path directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.readSymbolicLink(directory).equals(cluster)
          && process.info().command().map(c -> Path.of(c).endsWith("postgres")).orElse(false);
    } catch (IOException e) {
      return false; // gone meanwhile, or of another user
    }
  }

  private static void signal(ProcessHandle process, String name) throws IOException {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean gone(List<ProcessHandle> processes, Duration patience) {
    CompletableFuture<?>[] exits =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String pids(List<ProcessHandle> processes) {
    return String.join(", ", processes.stream().map(p -> Long.toString(p.pid())).toList());
  }
}
