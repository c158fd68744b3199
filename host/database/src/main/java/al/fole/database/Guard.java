// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends another process when this one ends, also when this one is killed; for tests, whose build may
 * be killed at any moment. A shell waits for the end of a pipe that only this process holds open,
 * so nothing polls.
 */
public final class Guard implements AutoCloseable {

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /**
   * Guards a process from now on.
   *
   * @param signal what it is sent, for example {@code TERM}, or {@code INT} for PostgreSQL
   */
  public static Guard over(ProcessHandle process, String signal) {
    // Number and start time together name a process; numbers alone are given again.
    String stat = "/proc/" + process.pid() + "/stat";
    try {
      String started = Files.readString(Path.of(stat)).split(" ", -1)[21];
      String script =
          "read -r ignored; [ \"$(cut -d' ' -f22 "
              + stat
              + " 2>/dev/null)\" = \""
              + started
              + "\" ] && kill -"
              + signal
              + " "
              + process.pid();
      List<String> command =
          Files.isExecutable(Path.of("/usr/bin/setsid"))
              ? List.of("/usr/bin/setsid", "sh", "-c", script)
              : List.of("sh", "-c", script);
      return new Guard(
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the guarded process, if it still runs, and the guard. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      shell.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
