// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The sealer's connections. A server whose machine has gone says nothing, not even that it has
 * gone: nobody waits for its answer longer than an honest statement takes, or the log would stand
 * for ever (decision 0033).
 */
final class SealerLine {
  private static final int LOGIN_SECONDS = 5;

  /** The first look may read every entry there is. */
  static final Duration FIRST_LOOK = Duration.ofSeconds(305);

  /** A batch, a signature, a page of entries. */
  static final Duration USUAL = Duration.ofSeconds(35);

  private SealerLine() {}

  /** Opens one; whoever opens it closes it. */
  static Connection open(DataSource sealer, Duration patience) throws SQLException {
    sealer.setLoginTimeout(LOGIN_SECONDS);
    Connection connection = sealer.getConnection();
    try {
      patience(connection, patience);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** From now on an answer is waited for so long; afterwards the connection is closed. */
  static void patience(Connection connection, Duration patience) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
  }
}
