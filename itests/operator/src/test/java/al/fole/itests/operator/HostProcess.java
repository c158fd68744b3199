// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The built archive as a process with its own embedded PostgreSQL, in an empty demonstration. */
final class HostProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^Fole ready: (\\S+)$");

  private final Process process;
  private final Path home;

  private HostProcess(Process process, Path home) {
    this.process = process;
    this.home = home;
  }

  /** Starts on a directory, new or known, and waits until it answers. */
  static HostProcess start(Path home, String... properties)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(properties));
    command.addAll(List.of("-jar", built("host/launcher/target/fole-host.jar").toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FOLE_"));
    builder.environment().put("FOLE_DATA", home.resolve("data").toString());
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().put("FOLE_PEOPLE", "0");
    var host = new HostProcess(builder.start(), home);
    host.awaitUrl();
    return host;
  }

  static Path built(String path) {
    Path file = Path.of(System.getProperty("fole.root", "../..")).resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException("not built: " + path);
    }
    return file.toAbsolutePath().normalize();
  }

  private void awaitUrl() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!READY.matcher(said()).find()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("no host: " + said());
      }
    }
  }

  String said() throws IOException {
    return Files.readString(home.resolve("said"));
  }

  String url() throws IOException {
    var ready = READY.matcher(said());
    if (!ready.find()) {
      throw new IllegalStateException("not ready");
    }
    return ready.group(1).replaceAll("/$", "");
  }

  Path data() {
    return home.resolve("data");
  }

  /** Waits until it stands still at a step, and ends it as a power cut does. */
  void killAt(String point) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.readString(data().resolve("logs/fole.log")).contains("still at " + point)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new AssertionError("never at " + point + ": " + said());
      }
    }
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
