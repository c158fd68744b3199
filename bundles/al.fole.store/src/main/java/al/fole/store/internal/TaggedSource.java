// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Names each new connection after the node that uses it and bounds how long it may hold others. */
final class TaggedSource implements DataSource {
  private static final String SETTINGS =
      """
      select set_config('application_name', ?, false), set_config('statement_timeout', ?, false),
        set_config('lock_timeout', '10s', false),
        set_config('idle_in_transaction_session_timeout', '60s', false)""";

  private final DataSource source;
  private final Supplier<String> name;
  private final String statementTimeout;

  TaggedSource(DataSource source, Supplier<String> name, String statementTimeout) {
    this.source = source;
    this.name = name;
    this.statementTimeout = statementTimeout;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = source.getConnection();
    try (PreparedStatement settings = connection.prepareStatement(SETTINGS)) {
      settings.setString(1, name.get());
      settings.setString(2, statementTimeout);
      settings.execute();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
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
