// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.testing.fakes.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs the commands of {@code api/AUDITOR.md}, in order, as a shell does. */
record AuditorPage(List<Call> calls) {

  /**
   * A command.
   *
   * @param lines of its output in their order
   */
  record Call(String command, List<String> lines, int status) {}

  static AuditorPage read(Path file) throws IOException {
    var calls = new ArrayList<Call>();
    String[] blocks = Files.readString(file).split("(?m)^```$");
    for (int i = 1; i < blocks.length; i += 2) {
      for (String call : blocks[i].split("(?m)^\\$ ")) {
        if (!call.isBlank()) {
          calls.add(call(new ArrayList<>(call.strip().lines().toList())));
        }
      }
    }
    return new AuditorPage(calls);
  }

  private static Call call(List<String> lines) {
    String command = lines.remove(0);
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    boolean ends = last.matches("\\[status \\d+]");
    if (ends) {
      lines.remove(lines.size() - 1);
    }
    return new Call(command, lines, ends ? Integer.parseInt(last.replaceAll("\\D", "")) : 0);
  }

  /** Fails with the first command that does not do what the page says. */
  void run(Path home) throws IOException, InterruptedException {
    assumeTrue(OpenSsl.there(), "openssl is missing");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String verify =
        "'"
            + java
            + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
            + System.getProperty("java.class.path")
            + "' al.fole.verify.Verify";
    for (Call call : calls) {
      String line = call.command().replace("java -jar fole-verify.jar", verify);
      var process =
          new ProcessBuilder("bash", "-c", line)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(call.status(), process.waitFor(), call.command() + " said " + said);
      var form = new StringBuilder("(?s).*");
      for (String wanted : call.lines()) {
        form.append("(?<=^|\n)");
        for (String text : wanted.split("…", -1)) {
          form.append(Pattern.quote(text)).append("[^\n]*");
        }
        form.append(".*");
      }
      assertTrue(said.matches(form.toString()), call.command() + " said " + said);
    }
  }
}
