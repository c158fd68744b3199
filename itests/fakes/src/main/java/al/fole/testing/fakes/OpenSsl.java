// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.fakes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code openssl} of this machine: a reader of our files that is not ours. */
public final class OpenSsl {
  private OpenSsl() {}

  /**
   * What a call said.
   *
   * @param exit 0 when it is content
   */
  public record Said(int exit, String text) {}

  /** Whether it is there; if not, that is printed. */
  public static boolean there() {
    try {
      return run("version").exit() == 0;
    } catch (IOException e) {
      System.out.println("SKIPPED: openssl is not on this machine; nothing was checked with it");
      return false;
    }
  }

  /** Runs it. */
  public static Said run(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Said(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
