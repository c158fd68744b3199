// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** One host of several: an archive, a data directory of its own, the database and keys of all. */
final class HostProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("(?m)^Fole ready: (\\S+)$");

  private static final Pattern WITHOUT = Pattern.compile("(?m)^Without ([a-z, ]+) \\(");

  /** What hosts of one installation share. */
  record Installation(TestDatabase database, Path keys, String password) {

    private String administrator() {
      var superuser = (PGSimpleDataSource) database.superuser();
      return "%s?user=%s&password=%s"
          .formatted(database.url(), superuser.getUser(), superuser.getPassword());
    }
  }

  private final Process process;
  private final Path home;
  private final String url;

  private HostProcess(Process process, Path home) throws IOException, InterruptedException {
    this.process = process;
    this.home = home;
    this.url = awaitUrl();
  }

  /** Starts an archive in a directory, new or known, and waits until it answers. */
  static HostProcess start(Path archive, Path home, Installation of)
      throws IOException, InterruptedException {
    Path data = home.resolve("data");
    Path coordinates = data.resolve("postgres/coordinates.properties");
    if (!Files.exists(coordinates)) {
      Files.createDirectories(coordinates.resolveSibling("."));
      Files.copy(of.database.coordinates(), coordinates);
      Files.writeString(data.resolve("demonstration-password"), of.password + "\n");
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            archive.toAbsolutePath().toString());
    builder.directory(home.toFile()).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FOLE_"));
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().put("FOLE_PEOPLE", "0");
    builder.environment().put("FOLE_KEYS", of.keys.toAbsolutePath().toString());
    builder.environment().put("FOLE_DATABASE", of.administrator());
    return new HostProcess(builder.start(), home);
  }

  private String awaitUrl() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() < end && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
      var ready = READY.matcher(Files.readString(home.resolve("said")));
      if (ready.find()) {
        return ready.group(1).replaceAll("/$", "");
      }
    }
    process.destroyForcibly();
    throw new AssertionError("no host: " + Files.readString(home.resolve("said")));
  }

  String url() {
    return url;
  }

  /** The parts it said at its start that it is without, or nothing. */
  String absent() throws IOException {
    var without = WITHOUT.matcher(Files.readString(home.resolve("said")));
    return without.find() ? without.group(1) : "";
  }

  /** What it answers whoever looks after it. */
  Desk.Answer health() {
    return new Desk("").get(url, "/health/ready");
  }

  /** Fails unless the verifier believes the log this host publishes. */
  void requireSoundLog() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var verifier = Path.of(System.getProperty("fole.root"), "host/verify/target/fole-verify.jar");
    String log = home.resolve("data/log").toString();
    var check =
        new ProcessBuilder(java, "-jar", verifier.toString(), "full", log)
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), UTF_8);
    if (check.waitFor() != 0) {
      throw new AssertionError(said);
    }
  }

  /** As an operator ends it: what is under way may end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the host does not end");
    }
  }

  /** As a power cut ends it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
