// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntime;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntimeConstants;
import org.osgi.service.jakartars.runtime.dto.ApplicationDTO;
import org.osgi.service.jakartars.runtime.dto.RuntimeDTO;

/**
 * What the JAX-RS whiteboard says about services. It publishes its state and moves {@code
 * service.changecount} after the containers have been reloaded, and a reload waits for the requests
 * under way: once a new service stands there, no request is inside the one it replaced.
 */
final class Whiteboard {

  private static final String RUNTIME =
      "org.osgi.service.jakartars.runtime.JakartarsServiceRuntime";

  private final BundleContext context;

  Whiteboard(BundleContext context) {
    this.context = context;
  }

  /** Tells of every change of a whiteboard's state. */
  static void listen(BundleContext context, ServiceListener listener) {
    try {
      context.addServiceListener(listener, "(" + Constants.OBJECTCLASS + "=" + RUNTIME + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why the whiteboard does not serve these services yet; empty when it does. */
  Optional<String> missing(Collection<? extends ServiceReference<?>> services) {
    Map<Long, String> wanted = new HashMap<>();
    for (ServiceReference<?> service : services) {
      boolean application = service.getProperty("osgi.jakartars.application.base") != null;
      boolean resource =
          "true".equals(String.valueOf(service.getProperty("osgi.jakartars.resource")));
      if (application || resource) {
        wanted.put(
            (Long) service.getProperty(Constants.SERVICE_ID),
            String.valueOf(service.getProperty("osgi.jakartars.name")));
      }
    }
    ServiceReference<?>[] runtimes = runtimes();
    if (runtimes.length == 0) {
      return Optional.empty();
    }
    Map<Long, Integer> failures = new HashMap<>();
    for (ServiceReference<?> reference : runtimes) {
      if (context.getService(reference) instanceof JakartarsServiceRuntime runtime) {
        RuntimeDTO state = runtime.getRuntimeDTO();
        wanted.keySet().removeAll(served(state));
        for (var failed : state.failedApplicationDTOs) {
          failures.put(failed.serviceId, failed.failureReason);
        }
        for (var failed : state.failedResourceDTOs) {
          failures.put(failed.serviceId, failed.failureReason);
        }
      }
      context.ungetService(reference);
    }
    return wanted.entrySet().stream()
        .findFirst()
        .map(
            service ->
                service.getValue()
                    + " is not served"
                    + (failures.containsKey(service.getKey())
                        ? ": whiteboard failure " + failures.get(service.getKey())
                        : ""));
  }

  /** The applications it says it serves. */
  List<Served> applications() {
    List<Served> applications = new ArrayList<>();
    for (ServiceReference<?> reference : runtimes()) {
      List<String> endpoints = endpoints(reference);
      if (context.getService(reference) instanceof JakartarsServiceRuntime runtime) {
        for (ApplicationDTO application : runtime.getRuntimeDTO().applicationDTOs) {
          applications.add(Served.of(application, endpoints));
        }
      }
      context.ungetService(reference);
    }
    return applications;
  }

  /** Where the JAX-RS whiteboards are, and whether there is one. */
  Optional<List<String>> endpoints() {
    return Arrays.stream(runtimes()).findFirst().map(Whiteboard::endpoints);
  }

  private static List<String> endpoints(ServiceReference<?> runtime) {
    return strings(
            runtime.getProperty(JakartarsServiceRuntimeConstants.JAKARTA_RS_SERVICE_ENDPOINT))
        .stream()
        .map(endpoint -> endpoint.endsWith("/") ? endpoint : endpoint + "/")
        .toList();
  }

  /** What a property of the kind String+ says. */
  static List<String> strings(@Nullable Object given) {
    List<?> all =
        given instanceof Object[] several
            ? List.of(several)
            : given instanceof Collection<?> several
                ? List.copyOf(several)
                : given == null ? List.of() : List.of(given);
    return all.stream().map(Object::toString).toList();
  }

  private static Set<Long> served(RuntimeDTO state) {
    Set<Long> served = new HashSet<>();
    for (ApplicationDTO application : state.applicationDTOs) {
      add(application, served);
    }
    if (state.defaultApplication != null) {
      add(state.defaultApplication, served);
    }
    return served;
  }

  private static void add(ApplicationDTO application, Set<Long> served) {
    served.add(application.serviceId);
    for (var resource : application.resourceDTOs) {
      served.add(resource.serviceId);
    }
  }

  /** Asked for by name: without a whiteboard its package is not there either. */
  private ServiceReference<?>[] runtimes() {
    try {
      var found = context.getServiceReferences(RUNTIME, null);
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
