// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import al.fole.itests.process.HostProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built archive with its own embedded PostgreSQL, in demonstration mode. Started once for all
 * acceptance tests and ended with them.
 */
final class RunningHost {
  private static @Nullable RunningHost running;

  private final HostProcess process;
  private final Path data;
  private final String url;

  private RunningHost(HostProcess process, Path data) throws IOException, InterruptedException {
    this.process = process;
    this.data = data;
    this.url = process.url();
  }

  /** A host of one's own, ready to answer; whoever starts it ends it. */
  static RunningHost start(Path data, Map<String, String> settings) throws IOException {
    Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "home");
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("FOLE_DATA", data.toAbsolutePath().toString());
    environment.put("FOLE_MODE", "demonstration");
    var process =
        HostProcess.start(HostProcess.archive(), home, environment, List.of("-Xmx512m"), List.of());
    try {
      return new RunningHost(process, data.toAbsolutePath());
    } catch (InterruptedException e) {
      process.close();
      throw new IllegalStateException(e);
    }
  }

  /** The one host of this run, ready to answer. */
  static synchronized RunningHost get() {
    var host = running;
    if (host == null) {
      try {
        var target = Files.createDirectories(Path.of("target"));
        host = start(Files.createTempDirectory(target, "host"), Map.of("FOLE_PEOPLE", "20"));
        running = host;
        Runtime.getRuntime().addShutdownHook(new Thread(host::stop));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return host;
  }

  String url() {
    return url;
  }

  /** All that was printed so far. */
  String output() {
    try {
      return process.out() + process.err();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path data() {
    return data;
  }

  /** As a power cut ends it. */
  void kill() throws InterruptedException {
    process.kill();
  }

  void stop() {
    process.close();
  }
}
