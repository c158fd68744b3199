// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.archive.tool.ArchiveTool;
import al.fole.archive.tool.ArchiveWriter;
import al.fole.itests.process.HostProcess;
import al.fole.itests.signer.TestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Where the operator sits: a directory with the program, the archives and his password. */
final class Desk {

  /** What a command printed, and how it ended. */
  record Answer(int status, String said) {}

  private static final List<String> PROGRAMS =
      List.of(
          "host/operator/target/fole-operator.jar",
          "host/launcher/target/fole-host.jar",
          "host/verify/target/fole-verify.jar");

  private final Path home;
  private final DemonstrationHost host;
  private final Map<String, String> settings = new TreeMap<>();
  private List<String> shell = List.of("bash", "-c");

  Desk(Path home, DemonstrationHost host) throws IOException {
    this.home = home;
    this.host = host;
    for (String program : PROGRAMS) {
      Path built = HostProcess.built(program);
      Path here = home.resolve(built.getFileName());
      if (!Files.exists(here)) {
        Files.createSymbolicLink(here, built);
      }
    }
    settings.put("FOLE_USER", "admin");
    settings.put("FOLE_PASSWORD_FILE", host.data().resolve("demonstration-password").toString());
    settings.put("FOLE_DATA", host.data().toString());
    settings.put("FOLE_KEYS", host.data().resolve("keys").toString());
    for (String place : List.of("backup", "keep")) {
      settings.put(
          place.toUpperCase(Locale.ROOT),
          Files.createDirectories(home.resolve("desk").resolve(place)).toString());
    }
  }

  /** With the tools of a PostgreSQL and the shell of its user. */
  Desk with(Map<String, String> further, List<String> shellOfUser) {
    settings.putAll(further);
    shell = shellOfUser;
    return this;
  }

  /** Where a setting points to. */
  Path at(String setting) {
    return Path.of(settings.getOrDefault(setting, ""));
  }

  /** What went wrong with the commands, one behind the other, or nothing. */
  List<String> wrong(List<Page.Call> calls) throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (Page.Call call : calls) {
      Answer answer = run(call.command());
      String missing = call.missing(answer.said());
      if (!missing.isEmpty() || call.status() != answer.status()) {
        wrong.add(
            "%s ended with %d, without \"%s\" in %s"
                .formatted(call.command(), answer.status(), missing, answer.said()));
      }
    }
    return wrong;
  }

  static Path directory(String name) throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    return Files.createTempDirectory(target, name).toAbsolutePath();
  }

  /**
   * {@code fole-next.zip}, {@code fole-after.zip} and {@code fole-platform.zip} signed, one by
   * nobody, one by a stranger.
   */
  static void writeArchives(Path home, Map<String, String> next, Map<String, String> after)
      throws IOException {
    Path first = NextRelease.write(Files.createDirectory(home.resolve("next")), 1, next);
    Path second = NextRelease.write(Files.createDirectory(home.resolve("after")), 2, after);
    Files.move(TestSigner.archive(first), home.resolve("fole-next.zip"));
    Files.move(TestSigner.archive(second), home.resolve("fole-after.zip"));
    Path third = NextRelease.write(Files.createDirectory(home.resolve("platform")), 2, after);
    NextRelease.platform(third.resolveSibling("."), 3);
    Files.move(TestSigner.archive(third), home.resolve("fole-platform.zip"));
    Path unsigned = home.resolve("fole-unsigned.zip");
    byte[] notes = "- test\n".getBytes(UTF_8);
    ArchiveWriter.build(home.resolve("next"), "{}".getBytes(UTF_8), notes, unsigned);
    Path stranger = Files.copy(unsigned, home.resolve("fole-stranger.zip"));
    Path keys = Files.createDirectory(home.resolve("keys"));
    tool("signer", "stranger", "30", keys.toString());
    tool(
        "sign",
        stranger.toString(),
        keys.resolve("stranger.key").toString(),
        keys.resolve("stranger.pem").toString());
  }

  private static void tool(String... words) {
    var said = new ByteArrayOutputStream();
    if (ArchiveTool.run(List.of(words), new PrintStream(said, true, UTF_8)) != 0) {
      throw new IllegalStateException(said.toString(UTF_8));
    }
  }

  /** Runs a line as a shell does; what the machine starts the host with is this test. */
  Answer run(String line) throws IOException, InterruptedException {
    switch (line) {
      case "systemctl stop fole":
        host.stop();
        return new Answer(0, "");
      case "systemctl start fole":
        host.again();
        return new Answer(0, "");
      default:
        return inShell(line);
    }
  }

  private Answer inShell(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(shell);
    command.add(line);
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("FOLE_") || name.startsWith("PG"));
    environment.putAll(settings);
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.merge("PATH", java, (path, added) -> added + ":" + path);
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("FOLE_URL", host.url());
    Path output = Files.createTempFile(home, "said", ".txt");
    Process process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end of: " + line);
    }
    return new Answer(process.exitValue(), Files.readString(output));
  }

  /** Entries of the journal about releases, by type. */
  static Map<String, Integer> journal(DemonstrationHost host) throws IOException, SQLException {
    return journal(host, "lifecycle.%");
  }

  /** Entries of the journal by type, of those like this. */
  static Map<String, Integer> journal(DemonstrationHost host, String types)
      throws IOException, SQLException {
    var coordinates = new Properties();
    Path file = host.data().resolve("postgres/coordinates.properties");
    try (var reader = Files.newBufferedReader(file)) {
      coordinates.load(reader);
    }
    Map<String, Integer> entries = new TreeMap<>();
    try (var connection =
            DriverManager.getConnection(
                coordinates.getProperty("url"),
                "fole_app",
                coordinates.getProperty("app.password"));
        var statement =
            connection.prepareStatement(
                "select type, count(*) from journal.event where type like ? group by type")) {
      statement.setString(1, types);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          entries.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return entries;
  }
}
