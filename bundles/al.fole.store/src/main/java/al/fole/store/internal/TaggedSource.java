// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Names each new connection after the node that uses it, no two alike, and opens none for a node
 * that is no longer ours: the name is seen by whoever takes the node over before the check can miss
 * the take-over. A server that has gone without a word is waited for a little longer than a
 * statement may take, not for as long as the network likes; for one that says it is coming, or
 * whose door is still shut, a new connection waits here: the pool would ask it ever more seldom,
 * and find it only after as long again as it was away.
 */
final class TaggedSource implements DataSource {
  private static final String SETTINGS =
      """
      select set_config('application_name', ?, false), set_config('statement_timeout', ?, false),
        set_config('lock_timeout', '10s', false),
        set_config('idle_in_transaction_session_timeout', '60s', false)""";
  private static final int LOGIN_SECONDS = 5;
  private static final Duration WAY = Duration.ofSeconds(5);

  /** Cannot connect now; nobody there to connect to. */
  private static final Set<String> COMING = Set.of("57P03", "08001");

  private static final long COMING_NANOS = 4_000_000_000L;
  private static final long AGAIN_NANOS = 50_000_000;
  private static final String HELD =
      "select exists (select from store.node where node = ? and holder = ?)";

  private static final AtomicLong OPENED = new AtomicLong();

  private final DataSource source;
  private final Supplier<Session> session;
  private final Duration statementTimeout;

  /** Who uses the connections; a connection's own name is this one, a slash and a number. */
  record Session(int node, UUID holder) {
    String name() {
      return "fole/" + node + "/" + holder;
    }
  }

  TaggedSource(DataSource source, Supplier<Session> session, Duration statementTimeout) {
    this.source = source;
    this.session = session;
    this.statementTimeout = statementTimeout;
  }

  /**
   * A connection that does not wait for ever.
   *
   * @param patience with the server's answer to one statement; a little is added for the way
   * @throws SQLException also when nobody answers the sign-in within five seconds
   */
  static Connection bounded(DataSource source, Duration patience) throws SQLException {
    source.setLoginTimeout(LOGIN_SECONDS);
    Connection connection = source.getConnection();
    try {
      patience(connection, patience);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The name that no other session of any server has. */
  static String nameOf(Connection connection) throws SQLException {
    String known =
        connection.isWrapperFor(PGConnection.class)
            ? connection.unwrap(PGConnection.class).getParameterStatus("application_name")
            : null;
    if (known != null) {
      return known;
    }
    try (PreparedStatement asked =
            connection.prepareStatement("select current_setting('application_name')");
        ResultSet row = asked.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** From now on a statement's answer is waited for so long, and a little for the way. */
  static void patience(Connection connection, Duration patience) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) patience.plus(WAY).toMillis());
  }

  @Override
  public Connection getConnection() throws SQLException {
    Session wanted = session.get();
    Connection connection = arrived();
    try (PreparedStatement settings = connection.prepareStatement(SETTINGS);
        PreparedStatement held = connection.prepareStatement(HELD)) {
      settings.setString(1, wanted.name() + "/" + OPENED.incrementAndGet());
      settings.setString(2, statementTimeout.toSeconds() + "s");
      settings.execute();
      held.setInt(1, wanted.node());
      held.setObject(2, wanted.holder());
      try (ResultSet row = held.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          throw new SQLException("the node number was taken over", "08004");
        }
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Waits a few seconds for a server that starts or recovers; whoever closes the pool ends it. */
  private Connection arrived() throws SQLException {
    long end = System.nanoTime() + COMING_NANOS;
    while (true) {
      try {
        return bounded(source, statementTimeout);
      } catch (SQLException e) {
        boolean coming = COMING.contains(Sql.state(e)) && System.nanoTime() - end < 0;
        if (!coming || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
