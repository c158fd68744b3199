// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the module's own checks say and which routes are published, asked inside the process. The
 * types live inside the framework, so they are asked by name.
 */
final class Health {

  private static final String CHECK = "org.apache.felix.hc.api.HealthCheck";
  private static final String RUNTIME =
      "org.osgi.service.jakartars.runtime.JakartarsServiceRuntime";

  private Health() {}

  /** A line for each thing that is missing. */
  static List<String> missing(BundleContext context, List<String> routes) {
    List<String> missing = new ArrayList<>();
    try {
      ServiceReference<?>[] checks = context.getAllServiceReferences(CHECK, "(hc.tags=ready)");
      if (checks == null || checks.length == 0) {
        missing.add("the checks");
      } else {
        for (ServiceReference<?> check : checks) {
          ask(context, check, missing);
        }
      }
      Set<String> published = published(context);
      routes.stream()
          .filter(route -> !published.contains(route))
          .forEach(route -> missing.add("/api/" + route));
    } catch (InvalidSyntaxException | ReflectiveOperationException | IllegalStateException e) {
      missing.add("a part went while it was asked: " + e);
    }
    return missing;
  }

  private static void ask(BundleContext context, ServiceReference<?> reference, List<String> said)
      throws ReflectiveOperationException {
    Object check = context.getService(reference);
    if (check == null) {
      said.add("a check");
      return;
    }
    Class<?> type = reference.getBundle().loadClass(CHECK);
    Object result = type.getMethod("execute").invoke(check);
    if (!Boolean.TRUE.equals(call(result, "isOk"))) {
      for (Object entry : (Iterable<?>) result) {
        if (!"OK".equals(String.valueOf(call(entry, "getStatus")))) {
          said.add(reference.getProperty("hc.name") + ": " + call(entry, "getMessage"));
        }
      }
    }
  }

  private static Set<String> published(BundleContext context) throws ReflectiveOperationException {
    Set<String> published = new HashSet<>();
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    Object runtime = reference == null ? null : context.getService(reference);
    if (reference != null && runtime != null) {
      // Its bundle gives the type away by no other way: it is a lambda of an imported interface.
      Class<?> type = runtime.getClass().getInterfaces()[0];
      Object state = type.getMethod("getRuntimeDTO").invoke(runtime);
      Object applications = state.getClass().getField("applicationDTOs").get(state);
      for (Object application : (Object[]) applications) {
        Object base = application.getClass().getField("base").get(application);
        published.add(String.valueOf(base).replaceAll("^/+|/+[*]?$", ""));
      }
    }
    return published;
  }

  private static @Nullable Object call(Object target, String method)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
