// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import al.fole.itests.process.HostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The built archive in an empty demonstration, by itself with its own embedded PostgreSQL. */
final class DemonstrationHost implements AutoCloseable {
  private final Path home;
  private final Map<String, String> environment;
  private final List<String> options;
  private HostProcess process;

  private DemonstrationHost(Path home, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    this.home = home;
    this.environment = environment;
    this.options = options;
    process = begun();
  }

  /** Starts on a directory, new or known, and waits until it answers. */
  static DemonstrationHost start(Path home, String... properties)
      throws IOException, InterruptedException {
    return start(home, Map.of(), properties);
  }

  /** The same with further settings. */
  static DemonstrationHost start(Path home, Map<String, String> settings, String... properties)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("-Xmx384m"));
    options.addAll(List.of(properties));
    var environment = new HashMap<>(settings);
    environment.put("FOLE_DATA", home.resolve("data").toString());
    environment.put("FOLE_PEOPLE", "0");
    return new DemonstrationHost(home, Map.copyOf(environment), List.copyOf(options));
  }

  private HostProcess begun() throws IOException, InterruptedException {
    var begun = HostProcess.start(HostProcess.archive(), home, environment, options, List.of());
    begun.url();
    return begun;
  }

  /** After {@link #stop}: the same again, on its data as they are now. */
  void again() throws IOException, InterruptedException {
    process = begun();
  }

  /** As an operator ends it. */
  void stop() throws InterruptedException {
    process.stop();
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
