// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.Readiness.NotReady;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds applications of the module that the JAX-RS whiteboard says it serves and that do not answer
 * as one that is whole: their container could not be initialized, or lost what it was made of. The
 * whiteboard keeps such a container for as long as somebody has its path, whatever else changes; so
 * the application goes until the container has gone, and comes again. Used by one thread.
 */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofMinutes(5);

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Readiness readiness;
  private final Stranger stranger;
  private final Whiteboard whiteboard;

  /** Services that were not whole at the last look. */
  private final Set<Long> suspected = new HashSet<>();

  /** How often applications were made anew since they were whole, by name. */
  private final Map<String, Integer> tries = new HashMap<>();

  Watch(
      BundleContext context,
      ServiceComponentRuntime components,
      Readiness readiness,
      Stranger stranger) {
    this.context = context;
    this.components = components;
    this.readiness = readiness;
    this.stranger = stranger;
    this.whiteboard = new Whiteboard(context);
  }

  /** After a change: makes anew what was not whole before either; says when to look again. */
  Optional<Duration> look() throws InterruptedException {
    Optional<Duration> again = Optional.empty();
    Set<Long> before = Set.copyOf(suspected);
    suspected.clear();
    for (Served application : whiteboard.applications()) {
      Optional<ServiceReference<?>> service = service(application.service());
      if (service.filter(s -> Ours.isOurs(s.getBundle().getSymbolicName())).isEmpty()) {
        continue;
      }
      Optional<Stranger.Wrong> wrong = stranger.notWhole(application);
      if (wrong.isEmpty()) {
        tries.remove(application.name());
        continue;
      }
      again = Optional.of(SOON);
      if (wrong.get().answered() && !before.contains(application.service())) {
        suspected.add(application.service());
      } else if (wrong.get().answered()) {
        int done = tries.merge(application.name(), 1, Integer::sum);
        LOG.warn("{}; it is made anew, try {}", wrong.get().said(), done);
        anew(service.get(), application.name());
        Duration later = SOON.multipliedBy(1L << Math.min(done, 8));
        return Optional.of(later.compareTo(LATE) < 0 ? later : LATE);
      }
    }
    return again;
  }

  private void anew(ServiceReference<?> service, String name) throws InterruptedException {
    Object component = service.getProperty(ComponentConstants.COMPONENT_NAME);
    var described =
        component == null
            ? null
            : components.getComponentDescriptionDTO(service.getBundle(), component.toString());
    if (described == null) {
      LOG.warn("{} is no component that could be made anew", name);
      return;
    }
    var unused = components.disableComponent(described);
    try {
      readiness.awaitGone(name, Duration.ofSeconds(10));
    } catch (NotReady e) {
      LOG.warn("{}", e.getMessage());
    } finally {
      var enabled = components.enableComponent(described);
    }
  }

  private Optional<ServiceReference<?>> service(long id) {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(null, "(" + Constants.SERVICE_ID + "=" + id + ")");
      return found == null
          ? Optional.empty()
          : Arrays.<ServiceReference<?>>stream(found)
              .filter(s -> s.getBundle() != null)
              .findFirst();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
