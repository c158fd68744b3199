// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands warnings and errors of the framework's own log, such as of a component that cannot start,
 * to SLF4J. The types of that log live inside the framework, so they are asked by name.
 */
final class FrameworkLog extends ServiceTracker<Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger("al.fole.embed.framework");
  private static final String READER = "org.osgi.service.log.LogReaderService";
  private static final String LISTENER = "org.osgi.service.log.LogListener";

  FrameworkLog(BundleContext context) {
    super(context, READER, null);
  }

  @Override
  public Object addingService(ServiceReference<Object> reference) {
    Object reader = context.getService(reference);
    try {
      Class<?> type = reference.getBundle().loadClass(LISTENER);
      Object listener =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "logged" -> tell(arguments[0]);
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> LISTENER;
                  });
      reference
          .getBundle()
          .loadClass(READER)
          .getMethod("addLogListener", type)
          .invoke(reader, listener);
    } catch (ReflectiveOperationException e) {
      LOG.warn("The log of the framework cannot be read", e);
    }
    return reader;
  }

  private static @org.jspecify.annotations.Nullable Object tell(Object entry)
      throws ReflectiveOperationException {
    Class<?> type = entry.getClass();
    String level = String.valueOf(value(type, entry, "getLogLevel"));
    if (level.equals("ERROR") || level.equals("WARN")) {
      LOG.atLevel(level.equals("ERROR") ? Level.ERROR : Level.WARN)
          .setCause((Throwable) value(type, entry, "getException"))
          .log(String.valueOf(value(type, entry, "getMessage")));
    }
    return null;
  }

  private static @org.jspecify.annotations.Nullable Object value(
      Class<?> type, Object entry, String getter) throws ReflectiveOperationException {
    var method = type.getMethod(getter);
    method.setAccessible(true); // the class is the framework's own affair
    return method.invoke(entry);
  }
}
