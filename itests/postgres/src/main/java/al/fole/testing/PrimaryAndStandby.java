// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing;

import al.fole.database.Coordinates;
import al.fole.database.EmbeddedDatabase;
import al.fole.database.LoginRole;
import al.fole.database.PrivateFiles;
import al.fole.database.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two clusters of the build's PostgreSQL on this machine: a primary with an empty database, and a
 * standby that streams from it, which can be paused, ended and promoted. They end with this
 * process.
 */
public final class PrimaryAndStandby implements AutoCloseable {
  private static final String NAME = "fole";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path home;
  private final EmbeddedDatabase primary;
  private final Coordinates access;
  private EmbeddedDatabase standby;

  private PrimaryAndStandby(Path home) throws IOException {
    this.home = home;
    EmbeddedDatabase first = EmbeddedDatabase.start(settings("one"));
    int port = first.port();
    try (first) {
      first.create(NAME);
      access = Coordinates.generate(first.url(NAME));
      Roles.bootstrap(first.admin(NAME), access);
    }
    copy(home.resolve("one"), home.resolve("two"));
    Path cluster = home.resolve("two").resolve("cluster");
    Files.createFile(cluster.resolve("standby.signal"));
    Files.writeString(
        cluster.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'%n"
            .formatted(port, Files.readString(home.resolve("one").resolve("superuser")).strip()),
        StandardOpenOption.APPEND);
    primary = EmbeddedDatabase.start(settings("one").onPort(port));
    try {
      standby = EmbeddedDatabase.start(settings("two"));
    } catch (RuntimeException e) {
      primary.close();
      throw e;
    }
  }

  /** Starts both. */
  public static PrimaryAndStandby start() throws IOException {
    return new PrimaryAndStandby(Files.createTempDirectory("fole-pair"));
  }

  private EmbeddedDatabase.Settings settings(String name) {
    Path binaries = Server.directory(Server.root()).resolve("binaries");
    // What was committed is sent at once; that it is on a disk matters to nobody here.
    Map<String, String> server = Map.of("synchronous_commit", "on", "max_connections", "60");
    return new EmbeddedDatabase.Settings(home.resolve(name), binaries, 0, false, true, server);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    for (Path directory : new Path[] {to, to.resolve("cluster")}) {
      Files.setPosixFilePermissions(directory, Files.getPosixFilePermissions(from));
    }
  }

  /** The database at the primary. */
  public TestDatabase database() {
    return new TestDatabase(
        NAME, access, home.resolve("coordinates"), () -> byHand(primary.admin(NAME)));
  }

  private static DataSource byHand(DataSource admin) {
    ((PGSimpleDataSource) admin).setOptions("-c fole.by_hand=fixture");
    return admin;
  }

  /** Connections of one role to the standby; no pool, auto-commit. */
  public DataSource standby(LoginRole role) {
    return access.at(standby.url(NAME)).source(role);
  }

  /** From now on the standby receives and shows nothing of it. */
  public void pause() throws SQLException {
    at(standby, "select pg_wal_replay_pause()");
    until("select pg_get_wal_replay_pause_state() = 'paused'");
  }

  /** It goes on. */
  public void resume() throws SQLException {
    at(standby, "select pg_wal_replay_resume()");
  }

  /** Returns when the standby shows everything that is committed now. */
  public void caughtUp() throws SQLException {
    String now = at(primary, "select pg_current_wal_flush_lsn()");
    until("select pg_last_wal_replay_lsn() >= '" + now + "'::pg_lsn");
  }

  /** The standby becomes a primary of its own. */
  public void promote() throws SQLException {
    at(standby, "select pg_promote()");
    until("select not pg_is_in_recovery()");
  }

  /** The standby is gone. */
  public void stopStandby() {
    standby.close();
  }

  /** It is back, at the same address. */
  public void startStandby() {
    standby = EmbeddedDatabase.start(settings("two").onPort(standby.port()));
  }

  private void until(String question) throws SQLException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!at(standby, question).equals("t")) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("never true at the standby: " + question);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static String at(EmbeddedDatabase server, String sql) throws SQLException {
    try (Connection connection = server.admin(NAME).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  @Override
  public void close() throws IOException {
    standby.close();
    primary.close();
    PrivateFiles.delete(home);
  }
}
