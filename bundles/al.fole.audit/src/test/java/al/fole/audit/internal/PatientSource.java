// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Its connections run nothing for whoever would wait for a silent server for ever. */
final class PatientSource {
  private static final Set<String> STATEMENTS = Set.of("prepareStatement", "createStatement");

  private final DataSource real;
  private @Nullable Connection newest;

  PatientSource(DataSource real) {
    this.real = real;
  }

  /** How long the newest connection waits now, in milliseconds. */
  int patience() throws SQLException {
    return newest == null ? 0 : newest.getNetworkTimeout();
  }

  DataSource source() {
    return proxy(DataSource.class, (method, arguments) -> connected(call(real, method, arguments)));
  }

  private @Nullable Object connected(@Nullable Object answer) {
    if (!(answer instanceof Connection connection)) {
      return answer;
    }
    newest = connection;
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (STATEMENTS.contains(method.getName()) && connection.getNetworkTimeout() == 0) {
            throw new SQLException("a silent server would be waited for without end");
          }
          return call(connection, method, arguments);
        });
  }

  private interface Called {
    @Nullable Object with(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Called called) {
    return type.cast(
        Proxy.newProxyInstance(
            PatientSource.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> called.with(method, arguments)));
  }

  private static @Nullable Object call(Object on, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
