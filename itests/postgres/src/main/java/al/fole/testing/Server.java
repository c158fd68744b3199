// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import al.fole.database.Coordinates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The running server as the test processes see it.
 *
 * @param directory where it lives: {@code target/postgres} of the root
 * @param address {@code jdbc:postgresql://host:port/}
 * @param password the superuser's password
 * @param access the passwords of the roles
 */
record Server(Path directory, String address, String password, Coordinates access) {

  /** Joins the server of this build; starts it when nobody has. */
  static Server join() {
    Path directory = directory(root());
    try {
      Files.createDirectories(directory.resolve("users"));
      try (FileChannel channel = lockFile(directory);
          FileLock held = channel.lock()) {
        Objects.requireNonNull(held);
        Users.add(directory, Users.build());
        if (!Users.isAlive(watchdog(directory))) {
          launch(directory);
        }
      }
      return read(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileChannel lockFile(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  static Path directory(Path root) {
    return root.resolve("target").resolve("postgres");
  }

  /** The checkout: given by the build, otherwise the nearest directory above with {@code .mvn}. */
  static Path root() {
    String given = System.getProperty("fole.root", "");
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath().normalize();
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("no directory with .mvn above " + Path.of("").toAbsolutePath());
  }

  String url(String database) {
    return address + database;
  }

  DataSource admin(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser("postgres");
    source.setPassword(password);
    // What a test changes past the product is told as such (decision 0027).
    source.setOptions("-c fole.by_hand=fixture");
    return source;
  }

  private static String watchdog(Path directory) throws IOException {
    Path ready = directory.resolve("ready");
    return Files.exists(ready) ? properties(ready).getProperty("watchdog", "") : "";
  }

  private static Server read(Path directory) throws IOException {
    Properties ready = properties(directory.resolve("ready"));
    return new Server(
        directory,
        ready.getProperty("address"),
        ready.getProperty("password"),
        Coordinates.read(directory.resolve("roles.properties")));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }

  /** Starts the watchdog in a session of its own and waits for its word. */
  private static void launch(Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid"); // not reached by signals to the build's process group
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(
        "-Dfole.durable=" + Boolean.getBoolean("fole.durable")); // a benchmark waits for the disk
    command.addAll(List.of(Watchdog.class.getName(), directory.toString()));
    Path log = directory.resolve("watchdog.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      // Whatever logs to the standard output speaks first.
      if (said.lines().noneMatch(Watchdog.READY::equals)) {
        throw new IllegalStateException("PostgreSQL for the tests did not start, see " + log);
      }
    }
  }
}
