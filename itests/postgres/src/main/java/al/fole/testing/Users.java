// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who still needs the server: one file per build, named after its process. A process is its number
 * and the moment it started, since numbers are given again.
 */
final class Users {

  private Users() {}

  /** The Maven process above this one; without one (a run in an editor) this process itself. */
  static ProcessHandle build() {
    for (Optional<ProcessHandle> at = Optional.of(ProcessHandle.current());
        at.isPresent();
        at = at.get().parent()) {
      if (isMaven(at.get())) {
        return at.get();
      }
    }
    return ProcessHandle.current();
  }

  static void add(Path directory, ProcessHandle process) throws IOException {
    Path file = directory.resolve("users").resolve(name(process));
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
  }

  /** Whether a user is alive; forgets those that are not. */
  static boolean any(Path directory) throws IOException {
    if (!Files.isDirectory(directory.resolve("users"))) {
      return false; // a new build has cleaned up
    }
    boolean alive = false;
    List<Path> files;
    try (Stream<Path> all = Files.list(directory.resolve("users"))) {
      files = all.toList();
    }
    for (Path file : files) {
      if (isAlive(file.getFileName().toString())) {
        alive = true;
      } else {
        Files.deleteIfExists(file);
      }
    }
    return alive;
  }

  /** {@code <number>-<start in milliseconds>}. */
  static String name(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start;
  }

  static boolean isAlive(String name) {
    int dash = name.indexOf('-');
    return dash > 0
        && ProcessHandle.of(Long.parseLong(name.substring(0, dash)))
            .filter(ProcessHandle::isAlive)
            .map(process -> name(process).equals(name))
            .orElse(false);
  }

  private static boolean isMaven(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(List::of)
        .orElse(List.of())
        .contains("org.codehaus.plexus.classworlds.launcher.Launcher");
  }
}
