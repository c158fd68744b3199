// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where output goes: what libraries write to standard output belongs into a file, so that the
 * terminal shows only what the host has to say. Everything else is logged by the bundles.
 */
final class Console {

  private static volatile boolean kept;

  private Console() {}

  /** Sends both streams to {@code console.log} and tells the logging bundles where to write. */
  static void keep(Path logs) throws IOException {
    Path file = logs.resolve("console.log");
    if (Files.exists(file)) {
      Files.move(file, logs.resolve("console.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    PrintStream stream = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    kept = true;
    Path configuration = logs.resolve("logback.xml");
    try (var in = Console.class.getResourceAsStream("logback.xml")) {
      if (in == null) {
        throw new IOException("the archive lacks logback.xml");
      }
      Files.copy(in, configuration, StandardCopyOption.REPLACE_EXISTING);
    }
    System.setProperty("logback.configurationFile", configuration.toString());
    System.setProperty("fole.logs", logs.toString());
  }

  /** Leaves the details of a failure in the file; the terminal gets none. */
  static void trace(Throwable failure) {
    if (kept) {
      failure.printStackTrace();
    }
  }
}
