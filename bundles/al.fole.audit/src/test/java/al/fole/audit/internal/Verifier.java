// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stand-alone verifier, run as its own process: it shares no code with this bundle. */
final class Verifier {
  private Verifier() {}

  static void assertSound(Trail trail, long entries) throws IOException, InterruptedException {
    assertSound(trail.logDirectory(), trail.keyDirectory(), entries);
  }

  static void assertSound(Path log, Path keys, long entries)
      throws IOException, InterruptedException {
    String said = run(0, "full", log.toString(), "--seal-key", keys.resolve("seal.key").toString());
    assertTrue(said.startsWith("sound: " + entries + " entries of fole.al/"), said);
  }

  /** A log that follows a frozen one, of which entries were lost. */
  static void assertFollows(Trail trail, Path log, long entries)
      throws IOException, InterruptedException {
    String said =
        run(
            3,
            "full",
            log.toString(),
            "--former",
            trail.logDirectory().toString(),
            "--seal-key",
            trail.keyDirectory().resolve("seal.key").toString());
    assertTrue(said.startsWith("sound: " + entries + " entries of fole.al/"), said);
  }

  static void assertUnsound(Trail trail, String found) throws IOException, InterruptedException {
    String log = trail.logDirectory().toString();
    String key = trail.keyDirectory().resolve("seal.key").toString();
    String said = run(1, "full", log, "--seal-key", key);
    assertTrue(said.contains(found), said);
  }

  static String run(int exit, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("al.fole.verify.Verify");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--lang", "en"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exit, process.waitFor(), said);
    return said;
  }
}
