// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tells a test who is about to connect and who is about to run something. */
final class WatchedSource {
  private static final Set<String> STATEMENTS = Set.of("prepareStatement", "createStatement");

  private WatchedSource() {}

  /** Is told first, and may refuse. */
  interface Told<T> {
    void of(T what) throws SQLException;
  }

  static DataSource connecting(DataSource real, Told<DataSource> told) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            told.of(real);
          }
          return call(real, method, arguments);
        });
  }

  static DataSource running(DataSource real, Told<Connection> told) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object answer = call(real, method, arguments);
          return answer instanceof Connection connection ? running(connection, told) : answer;
        });
  }

  private static Connection running(Connection real, Told<Connection> told) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (STATEMENTS.contains(method.getName())) {
            told.of(real);
          }
          return call(real, method, arguments);
        });
  }

  private interface Called {
    @Nullable Object with(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Called called) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedSource.class.getClassLoader(),
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
