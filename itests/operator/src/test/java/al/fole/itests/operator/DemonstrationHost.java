// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import al.fole.itests.process.HostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The built archive with its own embedded PostgreSQL, in an empty demonstration. */
final class DemonstrationHost implements AutoCloseable {
  private final HostProcess process;
  private final Path home;

  private DemonstrationHost(HostProcess process, Path home) {
    this.process = process;
    this.home = home;
  }

  /** Starts on a directory, new or known, and waits until it answers. */
  static DemonstrationHost start(Path home, String... properties)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("-Xmx384m"));
    options.addAll(List.of(properties));
    Map<String, String> environment =
        Map.of("FOLE_DATA", home.resolve("data").toString(), "FOLE_PEOPLE", "0");
    var process = HostProcess.start(HostProcess.archive(), home, environment, options, List.of());
    process.url();
    return new DemonstrationHost(process, home);
  }

  String url() throws IOException, InterruptedException {
    return process.url();
  }

  Path data() {
    return home.resolve("data");
  }

  /** Waits until it stands still at a step, and ends it as a power cut does. */
  void killAt(String point) throws IOException, InterruptedException {
    process.await(data().resolve("logs/fole.log"), Pattern.compile("still at " + point));
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
