// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection whose server process is killed around its n-th step. */
final class FailingConnection {
  private static final Set<String> STEPS =
      Set.of("prepareStatement", "createStatement", "commit", "rollback");

  private final Connection real;
  private final Connection killer;
  private final int fatal;
  private final boolean afterwards;
  private int steps;

  /**
   * @param killer superuser's
   * @param fatal which step
   * @param afterwards the step still happens, its outcome is lost
   */
  FailingConnection(Connection real, Connection killer, int fatal, boolean afterwards) {
    this.real = real;
    this.killer = killer;
    this.fatal = fatal;
    this.afterwards = afterwards;
  }

  Connection proxy() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(java.lang.reflect.Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean kill = STEPS.contains(method.getName()) && ++steps == fatal;
    try {
      if (kill && !afterwards) {
        kill();
      }
      Object answer = method.invoke(real, arguments);
      if (kill && afterwards) {
        kill();
        throw new SQLException("outcome unknown", "08006");
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Whether the fatal step was reached. */
  boolean killed() {
    return steps >= fatal;
  }

  private void kill() throws SQLException {
    try (var statement = killer.prepareStatement("select pg_terminate_backend(?, 5000)")) {
      statement.setInt(1, pid());
      statement.execute();
    }
  }

  private int pid() throws SQLException {
    return real.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }
}
