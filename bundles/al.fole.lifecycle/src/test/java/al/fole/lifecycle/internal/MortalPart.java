// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A host in a process of its own that is given an order, held on the way and killed. */
final class MortalPart {

  private MortalPart() {}

  /**
   * Starts it and kills it where it stands still.
   *
   * @param point where, as {@link Steps#HOLD_AT} names it
   */
  static void killedAt(Path data, Path release, Kind kind, String target, String point)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-D" + Steps.HOLD_AT + "=" + point,
            "-cp",
            System.getProperty("java.class.path"),
            MortalPart.class.getName(),
            data.toString(),
            release.toString(),
            kind.name(),
            target);
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

  /** Data directory, release of the host, kind of the change, what it is about. */
  public static void main(String[] arguments) {
    try {
      SampleHost host = SampleHost.boot(Path.of(arguments[0]), Path.of(arguments[1]), false);
      host.settled();
      host.order(Order.of(Kind.valueOf(arguments[2]), arguments[3]));
      throw new IllegalStateException("not held");
    } catch (RuntimeException | Error e) {
      // The framework has threads that would keep this process from ending.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
