// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.spi.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an SQL error means, and what of it may be told. */
final class Sql {
  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  /** Serialization failure and deadlock; unique and exclusion: the second run sees the first. */
  private static final Set<String> AGAIN = Set.of("40001", "40P01", "23505", "23P01");

  /** Lock or statement took too long. */
  private static final Set<String> BUSY = Set.of("55P03", "57014", "25P03", "25P04");

  private Sql() {}

  /** The SQL error inside, or null. */
  static @Nullable SQLException in(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** Whether the same work may succeed when it runs again; before COMMIT or after a void one. */
  static boolean again(SQLException e) {
    boolean lost = state(e).startsWith("08") || state(e).startsWith("57P");
    return AGAIN.contains(state(e)) || lost && !(e instanceof SQLTransientConnectionException);
  }

  /** Whether the connection is gone, or there was none. */
  static boolean disconnected(SQLException e) {
    String state = state(e);
    return e instanceof SQLTransientConnectionException
        || state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }

  /** Whether the server itself said that the transaction ended without effect. */
  static boolean rolledBack(SQLException e) {
    return e instanceof PSQLException refused
        && refused.getServerErrorMessage() != null
        && !state(e).startsWith("08")
        && !state(e).startsWith("57P")
        && !state(e).isEmpty();
  }

  /**
   * What the caller is told. The statement, its values and the server's words stay here; the log
   * gets the state and the constraint, never a value.
   */
  static RuntimeException told(SQLException e) {
    String state = state(e);
    if (disconnected(e) || BUSY.contains(state)) {
      LOG.warn("Database unavailable: SQL state {}", state);
      return Problem.unavailable("database");
    }
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String at =
        server == null || server.getTable() == null
            ? ""
            : " at " + server.getSchema() + "." + server.getTable() + " " + server.getConstraint();
    LOG.error("The database refused a statement: SQL state {}{}", state, at);
    return new IllegalStateException("the database refused a statement: " + state + at);
  }

  /** The connection was lost in COMMIT, and the look-up found that nothing was committed. */
  static final class Undone extends SQLException {
    private static final long serialVersionUID = 1L;

    Undone() {
      super("nothing was committed", "08007");
    }
  }
}
