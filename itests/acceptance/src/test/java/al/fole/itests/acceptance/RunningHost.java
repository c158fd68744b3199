// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The built archive as a process: {@code java -jar fole-host.jar}, with its own embedded
 * PostgreSQL, in demonstration mode. Started once for all acceptance tests and ended with them.
 */
final class RunningHost {
  private static final Pattern READY = Pattern.compile("Fole ready: (http://\\S+)");
  private static @Nullable RunningHost running;

  private final Process process;
  private final Path data;
  private final StringBuffer said = new StringBuffer();
  private final AtomicReference<@Nullable String> url = new AtomicReference<>();
  private final CountDownLatch ready = new CountDownLatch(1);

  private RunningHost(Path data, Map<String, String> environment) throws IOException {
    this.data = data;
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
                java.toString(), "-Xmx512m", "-XX:+UseSerialGC", "-jar", archive().toString())
            .redirectErrorStream(true);
    builder.environment().put("FOLE_DATA", data.toString());
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().put("FOLE_MODE", "demonstration");
    builder.environment().remove("FOLE_DATABASE");
    builder.environment().putAll(environment);
    process = builder.start();
    var reader = new Thread(this::read, "host output");
    reader.setDaemon(true);
    reader.start();
  }

  /** A host of one's own, ready to answer; whoever starts it ends it. */
  static RunningHost start(Path data, Map<String, String> environment) throws IOException {
    var host = new RunningHost(data.toAbsolutePath(), environment);
    host.awaitReady();
    return host;
  }

  private void awaitReady() {
    try {
      if (!ready.await(180, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the host is not ready:\n" + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one host of this run, ready to answer. */
  static synchronized RunningHost get() {
    var host = running;
    if (host == null) {
      try {
        var target = Files.createDirectories(Path.of("target"));
        host =
            new RunningHost(
                Files.createTempDirectory(target, "host").toAbsolutePath(),
                Map.of("FOLE_PEOPLE", "20"));
        running = host;
        Runtime.getRuntime().addShutdownHook(new Thread(host::stop));
        host.awaitReady();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return host;
  }

  private static Path archive() {
    var archive =
        Path.of(System.getProperty("fole.root", "../.."), "host/launcher/target/fole-host.jar");
    if (!Files.exists(archive)) {
      throw new IllegalStateException("build host/launcher first: no " + archive);
    }
    return archive;
  }

  private void read() {
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        said.append(line).append('\n');
        var found = READY.matcher(line);
        if (found.find()) {
          url.set(found.group(1).replaceAll("/$", ""));
          ready.countDown();
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
  }

  String url() {
    return java.util.Objects.requireNonNull(url.get());
  }

  /** All that was printed so far. */
  String output() {
    return said.toString();
  }

  Path data() {
    return data;
  }

  /** As a power cut ends it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
