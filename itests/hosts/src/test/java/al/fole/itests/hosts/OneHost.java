// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.itests.process.HostProcess;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One host of several: an archive, a data directory of its own, the database and keys of all. */
final class OneHost implements AutoCloseable {
  private static final Pattern WITHOUT = Pattern.compile("(?m)^Without ([a-z, ]+) \\(");

  /**
   * What hosts of one installation share.
   *
   * @param administrator address of the database with its administrator's login
   * @param coordinates the passwords of the roles where they are set already, or null
   */
  record Installation(
      String administrator, @Nullable Path coordinates, Path keys, String password) {

    Installation(TestDatabase database, Path keys, String password) {
      this(administrator(database), database.coordinates(), keys, password);
    }

    private static String administrator(TestDatabase database) {
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
    Path password = data.resolve("demonstration-password");
    if (!Files.exists(password)) {
      Path coordinates = data.resolve("postgres/coordinates.properties");
      Files.createDirectories(coordinates.resolveSibling("."));
      if (of.coordinates != null) {
        Files.copy(of.coordinates, coordinates);
      }
      Files.writeString(password, of.password + "\n");
    }
    Map<String, String> environment =
        Map.of(
            "FOLE_PEOPLE",
            "0",
            "FOLE_KEYS",
            of.keys.toAbsolutePath().toString(),
            "FOLE_DATABASE",
            of.administrator);
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
    requireSoundLog(home.resolve("data/log"), "full", Set.of(0));
  }

  /**
   * Asks the verifier about a published log.
   *
   * @param how its command
   * @param good exit codes that will do
   * @param more of its options
   */
  static void requireSoundLog(Path log, String how, Set<Integer> good, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String verifier = HostProcess.built("host/verify/target/fole-verify.jar").toString();
    command.addAll(List.of("-jar", verifier, how, log.toString()));
    command.addAll(List.of(more));
    var check = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), UTF_8);
    if (!good.contains(check.waitFor())) {
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
