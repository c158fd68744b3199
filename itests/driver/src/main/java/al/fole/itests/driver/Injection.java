// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.lang.reflect.Field;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Inside: hands the test what it asks for. */
final class Injection {

  private Injection() {}

  static void intoFields(Object test) {
    BundleContext context = contextOf(test.getClass());
    for (Class<?> type = test.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        OsgiService wanted = field.getAnnotation(OsgiService.class);
        if (field.getType() == BundleContext.class) {
          set(field, test, context);
        } else if (wanted != null) {
          set(field, test, service(context, field.getType(), wanted));
        }
      }
    }
  }

  static Object parameter(ParameterContext parameter, ExtensionContext context) {
    BundleContext bundle = contextOf(context.getRequiredTestClass());
    return parameter
        .findAnnotation(OsgiService.class)
        .<Object>map(wanted -> service(bundle, parameter.getParameter().getType(), wanted))
        .orElse(bundle);
  }

  private static Object service(BundleContext context, Class<?> type, OsgiService wanted) {
    return Services.await(context, type, wanted.filter(), Duration.ofSeconds(wanted.seconds()));
  }

  private static BundleContext contextOf(Class<?> test) {
    Bundle probe = FrameworkUtil.getBundle(test);
    return probe.getBundleContext();
  }

  private static void set(Field field, Object test, Object value) {
    try {
      field.setAccessible(true);
      field.set(test, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
