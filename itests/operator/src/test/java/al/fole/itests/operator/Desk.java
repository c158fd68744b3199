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
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Where the operator sits: a directory with the program, the archives and his password. */
final class Desk {

  /** What a command printed, and how it ended. */
  record Answer(int status, String said) {}

  private final Path home;
  private final DemonstrationHost host;

  Desk(Path home, DemonstrationHost host) throws IOException {
    this.home = home;
    this.host = host;
    Files.copy(
        HostProcess.built("host/operator/target/fole-operator.jar"),
        home.resolve("fole-operator.jar"),
        StandardCopyOption.REPLACE_EXISTING);
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

  /** Runs a line as a shell does. */
  Answer run(String line) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash", "-c", line).directory(home.toFile());
    builder.redirectErrorStream(true);
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().keySet().removeIf(name -> name.startsWith("FOLE_"));
    builder.environment().merge("PATH", java, (path, added) -> added + ":" + path);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
    builder.environment().put("FOLE_URL", host.url());
    builder.environment().put("FOLE_USER", "admin");
    Path password = host.data().resolve("demonstration-password");
    builder.environment().put("FOLE_PASSWORD_FILE", password.toString());
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
