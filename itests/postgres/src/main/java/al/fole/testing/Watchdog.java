// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import al.fole.database.Coordinates;
import al.fole.database.EmbeddedDatabase;
import al.fole.database.LoginRole;
import al.fole.database.Roles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process that holds the server of a build: starts it, says so, looks once a second whether a
 * build still needs it, and stops it when none does.
 */
final class Watchdog {

  static final String READY = "ready";

  private Watchdog() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Path home = directory.resolve("home");
    // What an earlier build left may be torn: nothing there was ever forced to the disk.
    EmbeddedDatabase.discard(home);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings(directory, home))) {
      Runtime.getRuntime().addShutdownHook(new Thread(database::close));
      publish(directory, database);
      System.out.println(READY);
      System.out.close();
      CompletableFuture<ProcessHandle> ended =
          ProcessHandle.of(database.pid()).orElseThrow().onExit();
      do {
        try {
          ended.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          // The usual case: the server runs.
        }
      } while (!ended.isDone() && !stopUnused(directory, database));
    }
  }

  private static EmbeddedDatabase.Settings settings(Path directory, Path home) {
    Map<String, String> server =
        Map.of(
            "max_connections", "300",
            "max_prepared_transactions", "8",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "checkpoint_timeout", "1h");
    boolean durable = Boolean.getBoolean("fole.durable");
    return new EmbeddedDatabase.Settings(
        home, directory.resolve("binaries"), 0, durable, true, server);
  }

  private static void publish(Path directory, EmbeddedDatabase database)
      throws IOException, SQLException {
    Coordinates roles = Coordinates.generate(database.url("postgres"));
    Roles.bootstrap(database.admin("postgres"), roles);
    String password = Files.readString(directory.resolve("home").resolve("superuser")).strip();
    if (!Boolean.getBoolean("fole.durable")) { // a benchmark logs in as the host does
      makeLoginsCheap(database, roles, password);
    }
    roles.write(directory.resolve("roles.properties"));
    Properties ready = new Properties();
    ready.setProperty("address", database.url(""));
    ready.setProperty("password", password);
    ready.setProperty("watchdog", Users.name(ProcessHandle.current()));
    StringWriter text = new StringWriter();
    ready.store(text, null);
    Files.writeString(directory.resolve("ready"), text.toString());
  }

  /**
   * The same passwords, asked for in the same way, but hashed once instead of 4096 times: the tests
   * log in thousands of times.
   */
  private static void makeLoginsCheap(EmbeddedDatabase database, Coordinates roles, String password)
      throws SQLException {
    try (Connection admin = database.admin("postgres").getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("set scram_iterations = 1");
      for (Map.Entry<LoginRole, String> role : roles.passwords().entrySet()) {
        statement.execute(
            "alter role " + role.getKey().user() + " password '" + role.getValue() + "'");
      }
      statement.execute("alter role postgres password '" + password + "'");
    }
  }

  /** Under the lock, so that no build joins a server that is about to stop. */
  private static boolean stopUnused(Path directory, EmbeddedDatabase database) throws IOException {
    if (Users.any(directory)) {
      return false;
    }
    Files.createDirectories(directory);
    try (FileChannel channel = Server.lockFile(directory);
        FileLock held = channel.lock()) {
      Objects.requireNonNull(held);
      if (Users.any(directory)) {
        return false;
      }
      Files.deleteIfExists(directory.resolve("ready"));
      database.close();
      return true;
    }
  }
}
