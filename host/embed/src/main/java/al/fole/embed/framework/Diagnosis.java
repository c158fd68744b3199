// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Why parts are not there: bundles that do not run and components that wait. The types of the
 * component runtime live inside the framework, so they are asked by name.
 */
final class Diagnosis {

  private static final String RUNTIME =
      "org.osgi.service.component.runtime.ServiceComponentRuntime";
  private static final String FAILED = " failed with ";
  private static final int SATISFIED = 4;
  private static final int ACTIVE = 8;

  private Diagnosis() {}

  /** A line for each. */
  static List<String> of(BundleContext context) {
    TreeSet<String> lines = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() < Bundle.STARTING && !fragment) {
        lines.add("not running: " + bundle.getSymbolicName() + " " + bundle.getVersion());
      }
    }
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    Object runtime = reference == null ? null : context.getService(reference);
    if (reference == null || runtime == null) {
      lines.add("no component runtime");
    } else {
      try {
        waiting(reference.getBundle().loadClass(RUNTIME), runtime, lines);
      } catch (ReflectiveOperationException e) {
        lines.add("the component runtime does not tell: " + e);
      }
    }
    return List.copyOf(lines);
  }

  /** What the components said that could not start, each once and in one line. */
  static List<String> refusals(BundleContext context) {
    return of(context).stream()
        .filter(line -> line.contains(FAILED))
        .map(line -> innermost(line.substring(line.indexOf(FAILED) + FAILED.length())))
        .distinct()
        .toList();
  }

  /** The message of the innermost cause in a printed stack trace. */
  private static String innermost(String trace) {
    return trace
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .reduce((outer, inner) -> inner)
        .map(line -> line.replaceFirst("^(Caused by: )?[\\w.$]+: ", "").replaceFirst("\\.$", ""))
        .orElse("");
  }

  private static void waiting(Class<?> type, Object runtime, Collection<String> lines)
      throws ReflectiveOperationException {
    Method components = type.getMethod("getComponentDescriptionDTOs", Bundle[].class);
    for (Object component : (Collection<?>) components.invoke(runtime, (Object) new Bundle[0])) {
      Method configurations = type.getMethod("getComponentConfigurationDTOs", component.getClass());
      for (Object found : (Collection<?>) configurations.invoke(runtime, component)) {
        int state = value(found, "state") instanceof Integer number ? number : 0;
        if (state != SATISFIED && state != ACTIVE) {
          lines.add("waiting: " + value(component, "name") + reasons(found));
        }
      }
    }
  }

  private static String reasons(Object found) throws ReflectiveOperationException {
    StringBuilder reasons = new StringBuilder();
    if (value(found, "unsatisfiedReferences") instanceof Object[] missing) {
      for (Object reference : missing) {
        reasons.append(" for ").append(value(reference, "name"));
        Object target = value(reference, "target");
        reasons.append(target == null ? "" : " " + target);
      }
    }
    Object failure = value(found, "failure");
    return failure == null ? reasons.toString() : reasons + FAILED + failure;
  }

  private static @Nullable Object value(Object dto, String name)
      throws ReflectiveOperationException {
    return dto.getClass().getField(name).get(dto);
  }
}
