// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A host in a process of its own, killed (SIGKILL) where a numbered step holds its change. */
final class Killed {

  private Killed() {}

  /**
   * Starts it and kills it where it stands still.
   *
   * @param point where, as {@link Steps#HOLD_AT} names it
   */
  static void at(String point, Class<?> host, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("-D" + Steps.HOLD_AT + "=" + point);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), host.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String here = Steps.HOLD_AT + "=" + point;
      assertTrue(out.lines().anyMatch(here::equals), "ended before " + point);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
