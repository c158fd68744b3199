// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that comes with the host. It lives in one home directory and keeps its data over
 * restarts; it listens on the loopback address only, has no socket file, and asks every user for a
 * password. It adds no shutdown hook: whoever started it closes it, after its last user.
 *
 * <p>The home holds {@code cluster} (the data), {@code superuser} (the administrator's password,
 * mode 0600, given to no bundle), {@code postgres.log} and {@code lock}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String ADMIN = "postgres";
  private static final String FINISHED = "fole.initialised";
  private static final long NEEDED_BYTES = 256L << 20;

  /**
   * How to run it.
   *
   * @param home where everything is kept
   * @param binaries where the programs are unpacked, about 60 MB; may be shared by several homes
   * @param port the port, or 0 for a free one
   * @param durable whether a commit is on the disk before it is answered; false only in tests
   * @param bound whether the server ends with this process even if it is killed; for tests
   * @param server further PostgreSQL settings; their values hold no spaces
   */
  public record Settings(
      Path home,
      Path binaries,
      int port,
      boolean durable,
      boolean bound,
      Map<String, String> server) {

    public Settings {
      home = home.toAbsolutePath().normalize();
      binaries = binaries.toAbsolutePath().normalize();
      server = Map.copyOf(server);
    }

    /** A durable database on a free port with its programs inside the home. */
    public static Settings in(Path home) {
      return new Settings(home, home.resolve("binaries"), 0, true, false, Map.of());
    }

    public Settings onPort(int given) {
      return new Settings(home, binaries, given, durable, bound, server);
    }

    Path cluster() {
      return home.resolve("cluster");
    }

    Path log() {
      return home.resolve("postgres.log");
    }
  }

  private final Settings settings;
  private final HomeLock lock;
  private final EmbeddedPostgres postgres;
  private final ProcessHandle process;
  private final String password;
  private final Optional<Guard> guard;
  private boolean closed;

  private EmbeddedDatabase(
      Settings settings,
      HomeLock lock,
      EmbeddedPostgres postgres,
      ProcessHandle process,
      String password,
      Optional<Guard> guard) {
    this.settings = settings;
    this.lock = lock;
    this.postgres = postgres;
    this.process = process;
    this.password = password;
    this.guard = guard;
  }

  /**
   * Starts the server, or creates it at the first start. A server that a killed host left behind in
   * the same home is ended first.
   *
   * @throws StartRefused with one sentence when another live host uses the home, the port is taken,
   *     the directory cannot be written, the disk is full, or the data is of another version
   */
  public static EmbeddedDatabase start(Settings settings) {
    HomeLock lock = null;
    try {
      lock = HomeLock.take(settings.home());
      EmbeddedDatabase started = start(settings, lock);
      lock = null;
      return started;
    } catch (IOException e) {
      throw StartFailures.unwritable(settings.home(), e);
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }

  /**
   * Removes a home with all its data; for tests. A server left behind in it is ended first.
   *
   * @throws StartRefused when a live process uses the home
   */
  public static void discard(Path home) {
    if (!Files.isDirectory(home)) {
      return;
    }
    try (HomeLock lock = HomeLock.take(home)) {
      ServerProcess.endOrphan(lock.home().resolve("cluster"));
      PrivateFiles.delete(home);
    } catch (IOException e) {
      throw StartFailures.unwritable(home, e);
    }
  }

  private static EmbeddedDatabase start(Settings settings, HomeLock lock) throws IOException {
    Path cluster = settings.cluster();
    ServerProcess.endOrphan(cluster);
    boolean fresh = prepare(settings);
    StartFailures.requireSpace(settings.home(), fresh ? NEEDED_BYTES : NEEDED_BYTES / 4);
    int port = port(settings.port());
    String password = superuser(settings.home(), fresh);
    rotate(settings.log());
    boolean crashed = Files.exists(cluster.resolve("postmaster.pid"));
    Optional<Guard> guard =
        settings.bound() ? Optional.of(Guard.overCluster(cluster)) : Optional.empty();
    try {
      EmbeddedPostgres postgres = unpackAndLaunch(settings, port, password, crashed);
      if (fresh) {
        Files.createFile(cluster.resolve(FINISHED));
      }
      long pid = ServerProcess.recorded(cluster).orElseThrow();
      ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
      LOG.info("PostgreSQL runs on port {} as process {}", port, pid);
      return new EmbeddedDatabase(settings, lock, postgres, process, password, guard);
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      ServerProcess.endOrphan(cluster);
      guard.ifPresent(Guard::close);
      throw StartFailures.explain(settings.home(), settings.log(), e);
    }
  }

  private static synchronized EmbeddedPostgres unpackAndLaunch(
      Settings settings, int port, String password, boolean crashed) throws IOException {
    try (Binaries binaries = Binaries.hold(settings.binaries())) {
      try {
        return launch(settings, port, password, crashed);
      } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
        binaries.distrust();
        throw e;
      }
    }
  }

  private static EmbeddedPostgres launch(
      Settings settings, int port, String password, boolean crashed) throws IOException {
    String durable = settings.durable() ? "on" : "off";
    // Overrides what the library sets for tests (-F and synchronous_commit=off).
    Map<String, String> server = new TreeMap<>();
    server.put("fsync", durable);
    server.put("synchronous_commit", durable);
    server.put("full_page_writes", durable);
    server.put("listen_addresses", "127.0.0.1");
    server.put("unix_socket_directories", "");
    server.put("max_connections", "80");
    server.put("shared_buffers", "64MB");
    server.put("max_wal_size", "512MB");
    server.put("jit", "off");
    server.put("log_timezone", "UTC");
    // Statements and key values may hold personal data; they do not belong into a log file.
    server.put("log_min_error_statement", "panic");
    server.put("log_error_verbosity", "terse");
    server.putAll(settings.server());
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(settings.log().toFile());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(settings.binaries().toFile())
            .setDataDirectory(settings.cluster())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofSeconds(crashed ? 180 : 60))
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .setConnectConfig("password", password)
            // Further options of initdb: they come after the library's "-A trust" and undo it.
            .setLocaleConfig("auth-host", "scram-sha-256")
            .setLocaleConfig("auth-local", "scram-sha-256")
            .setLocaleConfig("pwfile", settings.home().resolve("superuser").toString())
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setLocaleConfig("locale", "C");
    server.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** Whether the cluster has to be made; one whose making was interrupted is put aside. */
  private static boolean prepare(Settings settings) throws IOException {
    Path cluster = settings.cluster();
    if (Files.exists(cluster.resolve(FINISHED))) {
      StartFailures.requireVersion(cluster);
      return false;
    }
    if (Files.exists(cluster)) {
      String aside = "cluster.interrupted-" + Instant.now().getEpochSecond();
      Files.move(cluster, settings.home().resolve(aside));
    }
    PrivateFiles.directory(cluster);
    return true;
  }

  /** The administrator's password; written before the cluster is made, which reads it. */
  private static String superuser(Path home, boolean fresh) throws IOException {
    Path file = home.resolve("superuser");
    if (fresh) {
      PrivateFiles.write(file, Passwords.random() + "\n");
    }
    return Files.readString(file).strip();
  }

  private static int port(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw StartFailures.portTaken(wanted, e);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > 1 << 20) {
      Path older = log.resolveSibling("postgres.log.1");
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public int port() {
    return postgres.getPort();
  }

  /** The process of the server. */
  public long pid() {
    return process.pid();
  }

  /** The JDBC address of a database, without a login. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** Connections of the administrator, who is superuser, to a database. */
  public DataSource admin(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser(ADMIN);
    source.setPassword(password);
    return source;
  }

  /** Creates the database if it is not there. */
  public void create(String database) {
    try (Connection connection = admin(ADMIN).getConnection();
        PreparedStatement asked =
            connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      asked.setString(1, database);
      try (ResultSet rows = asked.executeQuery();
          Statement statement = connection.createStatement()) {
        if (!rows.next()) {
          statement.execute("create database \"" + database.replace("\"", "\"\"") + "\"");
        }
      }
    } catch (SQLException e) {
      throw GivenDatabase.refused(url(database), e);
    }
  }

  /** Stops the server; returns when its process has ended. May be repeated. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      postgres.close(); // lets go of the cluster also when the server has ended before
      ServerProcess.end(process);
    } catch (IOException e) {
      LOG.error("PostgreSQL in {} did not stop cleanly", settings.home(), e);
    } finally {
      guard.ifPresent(Guard::close);
      lock.close();
    }
  }
}
