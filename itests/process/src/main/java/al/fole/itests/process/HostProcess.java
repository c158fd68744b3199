// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A host as its user runs it: {@code java -jar fole-host.jar} in a home directory. What it prints
 * lies there in {@code stdout} and {@code stderr}; of {@code FOLE_…} it sees what it is given and a
 * free port.
 */
public final class HostProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^Fole ready: (\\S+)\\R");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Process process;
  private final Path home;

  private HostProcess(Process process, Path home) {
    this.process = process;
    this.home = home;
  }

  /**
   * Starts an archive; {@link #url} waits until it answers.
   *
   * @param home its working directory, existing
   * @param environment its settings
   * @param options of its JVM, for example {@code -Xmx384m}
   * @param arguments behind the archive
   */
  public static HostProcess start(
      Path archive,
      Path home,
      Map<String, String> environment,
      List<String> options,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-jar", archive.toAbsolutePath().toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.redirectOutput(home.resolve("stdout").toFile());
    builder.redirectError(home.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FOLE_"));
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().putAll(environment);
    return new HostProcess(builder.start(), home);
  }

  /** The archive of this build. */
  public static Path archive() {
    return built("host/launcher/target/fole-host.jar");
  }

  /** Something the build has made, by its path from the root of the project. */
  public static Path built(String path) {
    Path file = Path.of(System.getProperty("fole.root", "../..")).resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException("not built: " + path);
    }
    return file.toAbsolutePath().normalize();
  }

  /** Waits for the line that says where to ask; without a slash at the end. */
  public String url() throws IOException, InterruptedException {
    return awaitOutput(READY).group(1).replaceAll("/$", "");
  }

  /** Waits until it has printed something. */
  public Matcher awaitOutput(Pattern line) throws IOException, InterruptedException {
    return await(home.resolve("stdout"), line);
  }

  /** Waits until a file of it says something, as long as it lives. */
  public Matcher await(Path file, Pattern line) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      // Looked at once more when it has ended: the line may be its last.
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      var found = line.matcher(Files.exists(file) ? Files.readString(file) : "");
      if (found.find()) {
        return found;
      }
      if (ended) {
        throw new AssertionError("it ended: " + out() + err());
      }
    } while (System.nanoTime() < end);
    process.destroyForcibly();
    throw new AssertionError("never said " + line + ": " + out() + err());
  }

  /** All it printed so far. */
  public String out() throws IOException {
    return Files.readString(home.resolve("stdout"));
  }

  /** What it said on standard error, without the warnings of a newer Java about the framework. */
  public String err() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("stderr"))) {
      return lines.filter(line -> !line.startsWith("WARNING: ")).collect(Collectors.joining("\n"));
    }
  }

  /** The process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for its end and gives the exit status. */
  public int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the host does not end");
    }
    return process.exitValue();
  }

  /** As an operator ends it: what is under way may end. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the host does not end");
    }
  }

  /** As a power cut ends it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it one way or the other. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
