// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends other processes when this one ends, also when this one is killed; for tests, whose build may
 * be killed at any moment. A shell waits for the end of a pipe that only this process holds open,
 * so nothing polls; a word through the pipe sends the shell home.
 */
public final class Guard implements AutoCloseable {

  private final Process shell;

  private Guard(String script, String... arguments) throws IOException {
    List<String> shellCommand = List.of("sh", "-c", "read -r word && exit; " + script, "guard");
    ProcessBuilder builder = new ProcessBuilder();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      builder.command().add("/usr/bin/setsid"); // not reached by signals to the build's group
    }
    builder.command().addAll(shellCommand);
    builder.command().addAll(List.of(arguments));
    shell =
        builder
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Guards the server of a cluster, which may start later: a fast shutdown. */
  static Guard overCluster(Path cluster) throws IOException {
    return new Guard(
        "for again in 1 2; do pid=$(head -n 1 \"$1/postmaster.pid\"); [ -n \"$pid\" ] && ["
            + " \"$(readlink /proc/$pid/cwd)\" = \"$1\" ] && kill -INT $pid && exit; sleep 1; done",
        cluster.toRealPath().toString());
  }

  /** Ends the guard, not what it guarded. */
  @Override
  public void close() {
    try (Writer word = shell.outputWriter()) {
      word.write("done\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
