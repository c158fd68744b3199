// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.spi.Actor;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentDatabase.Role;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The three pools: requests, jobs, and notices, which must never wait for the others. */
final class Pools implements AutoCloseable {
  private static final long DRAIN_NANOS = 10_000_000_000L;
  private static final Duration REQUEST = Duration.ofSeconds(30);

  private final HikariDataSource app;
  private final HikariDataSource jobs;
  private final HikariDataSource notices;

  Pools(ParentDatabase database, Settings settings, Supplier<TaggedSource.Session> session) {
    app = pool("app", database.source(Role.APP), settings.appPool(), session, REQUEST);
    jobs =
        pool(
            "jobs",
            database.source(Role.JOBS),
            settings.jobsPool(),
            session,
            Duration.ofSeconds(300));
    notices =
        pool(
            "notices",
            database.source(Role.APP),
            Settings.NOTICE_POOL,
            session,
            Duration.ofSeconds(10));
  }

  private static HikariDataSource pool(
      String role,
      DataSource source,
      int size,
      Supplier<TaggedSource.Session> session,
      Duration timeout) {
    return new HikariDataSource(config(role, source, size, session, timeout));
  }

  /** How a pool of ours is kept. */
  static HikariConfig config(
      String role,
      DataSource source,
      int size,
      Supplier<TaggedSource.Session> session,
      Duration timeout) {
    var config = new HikariConfig();
    config.setPoolName("fole-" + role);
    config.setDataSource(new TaggedSource(source, session, timeout));
    config.setAutoCommit(false);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(5_000);
    config.setValidationTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /**
   * A connection whose answers somebody waits for: also what the system itself looks up for a
   * request, as whose session it is, is waited for no longer than the request would be.
   */
  static Connection open(DataSource pool) throws SQLException {
    Connection connection = pool.getConnection();
    try {
      TaggedSource.patience(connection, REQUEST);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** System actors use the jobs role, everybody else the app role. */
  DataSource of(Actor actor) {
    return isSystem(actor) ? jobs : app;
  }

  static boolean isSystem(Actor actor) {
    return actor.assurance().equals("SYSTEM");
  }

  DataSource jobs() {
    return jobs;
  }

  DataSource notices() {
    return notices;
  }

  /** What they say of themselves. */
  Map<String, HikariPoolMXBean> named() {
    return Map.of(
        "app", app.getHikariPoolMXBean(),
        "jobs", jobs.getHikariPoolMXBean(),
        "notices", notices.getHikariPoolMXBean());
  }

  /** New connections for new work: the node has changed its name. */
  void renew() {
    List.of(app, jobs, notices).forEach(p -> p.getHikariPoolMXBean().softEvictConnections());
  }

  /** Lets running transactions finish, within reason. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + DRAIN_NANOS;
    for (HikariDataSource pool : List.of(app, jobs, notices)) {
      while (pool.getHikariPoolMXBean().getActiveConnections() > 0
          && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(10_000_000);
      }
      pool.close();
    }
  }
}
