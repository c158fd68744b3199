// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A host in a process of its own, so that it can be killed. */
final class HostProcess {

  private HostProcess() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            arguments.length > 1 ? Servers.unbound(home) : Servers.durable(home));
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    System.out.println(database.pid());
    int ignored = System.in.read();
    database.close();
  }

  /**
   * Starts it.
   *
   * @param process the host
   * @param server the PostgreSQL it started
   */
  record Running(Process process, ProcessHandle server) {

    static Running in(Path home) throws IOException {
      return start(home.toString());
    }

    static Running unboundIn(Path home) throws IOException {
      return start(home.toString(), "unbound");
    }

    private static Running start(String... arguments) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Dfole.root=" + System.getProperty("fole.root", "../.."),
                  HostProcess.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.command().addAll(List.of(arguments));
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process process = builder.start();
      BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
      String pid = said.readLine();
      return new Running(process, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }
  }
}
