// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.itests.process.HostProcess;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** One host of several: an archive, a data directory of its own, the database and keys of all. */
final class OneHost implements AutoCloseable {
  private static final Pattern WITHOUT = Pattern.compile("(?m)^Without ([a-z, ]+) \\(");

  /** What hosts of one installation share. */
  record Installation(TestDatabase database, Path keys, String password) {

    private String administrator() {
      var superuser = (PGSimpleDataSource) database.superuser();
      return "%s?user=%s&password=%s"
          .formatted(database.url(), superuser.getUser(), superuser.getPassword());
    }
  }

  private final HostProcess process;
  private final Path home;
  private final String url;

  private OneHost(HostProcess process, Path home) throws IOException, InterruptedException {
    this.process = process;
    this.home = home;
    this.url = process.url();
  }

  /** Starts an archive in a directory, new or known, and waits until it answers. */
  static OneHost start(Path archive, Path home, Installation of)
      throws IOException, InterruptedException {
    Path data = home.resolve("data");
    Path coordinates = data.resolve("postgres/coordinates.properties");
    if (!Files.exists(coordinates)) {
      Files.createDirectories(coordinates.resolveSibling("."));
      Files.copy(of.database.coordinates(), coordinates);
      Files.writeString(data.resolve("demonstration-password"), of.password + "\n");
    }
    Map<String, String> environment =
        Map.of(
            "FOLE_PEOPLE", "0",
            "FOLE_KEYS", of.keys.toAbsolutePath().toString(),
            "FOLE_DATABASE", of.administrator());
    return new OneHost(
        HostProcess.start(archive, home, environment, List.of("-Xmx256m"), List.of()), home);
  }

  String url() {
    return url;
  }

  /** The parts it said at its start that it is without, or nothing. */
  String absent() throws IOException {
    var without = WITHOUT.matcher(process.out());
    return without.find() ? without.group(1) : "";
  }

  /** What it answers whoever looks after it. */
  Desk.Answer health() {
    return new Desk("").get(url, "/health/ready");
  }

  /** Fails unless the verifier believes the log this host publishes. */
  void requireSoundLog() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var verifier = HostProcess.built("host/verify/target/fole-verify.jar");
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
    process.stop();
  }

  /** As a power cut ends it. */
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
