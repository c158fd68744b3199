// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Waits until started bundles do their work: for a state, never for a while. */
final class Readiness {

  /** A bundle did not come up. */
  static final class NotReady extends Exception {
    private static final long serialVersionUID = 1L;

    NotReady(String reason) {
      super(reason);
    }
  }

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Whiteboard whiteboard;

  Readiness(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
    this.whiteboard = new Whiteboard(context);
  }

  /**
   * Returns when every component of the bundles is satisfied, every JAX-RS service of theirs is the
   * one that answers, and every service of theirs can be had.
   *
   * @param excused components that may wait on, because they do so in the version replaced
   * @throws NotReady at once when a component has failed, otherwise after the time-out, saying what
   *     was still missing
   */
  void await(Collection<Bundle> bundles, Set<String> excused, Duration timeout)
      throws NotReady, InterruptedException {
    var lock = new ReentrantLock();
    Condition something = lock.newCondition();
    ServiceListener nudge =
        event -> {
          lock.lock();
          try {
            something.signalAll();
          } finally {
            lock.unlock();
          }
        };
    context.addServiceListener(nudge);
    lock.lock();
    try {
      long end = System.nanoTime() + timeout.toNanos();
      Optional<String> missing = missing(bundles, excused);
      while (missing.isPresent()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new NotReady(missing.get());
        }
        // Not every change of state comes with a service event, so it looks again by itself.
        something.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)), TimeUnit.NANOSECONDS);
        missing = missing(bundles, excused);
      }
    } finally {
      lock.unlock();
      context.removeServiceListener(nudge);
    }
    for (Bundle bundle : bundles) {
      haveServices(bundle);
    }
  }

  private Optional<String> missing(Collection<Bundle> bundles, Set<String> excused)
      throws NotReady {
    List<ServiceReference<?>> services = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Optional<String> missing = missingComponent(bundle, excused);
      if (missing.isPresent()) {
        return missing;
      }
      services.addAll(services(bundle));
    }
    return whiteboard.missing(services);
  }

  private Optional<String> missingComponent(Bundle bundle, Set<String> excused) throws NotReady {
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      Collection<ComponentConfigurationDTO> configurations =
          components.getComponentConfigurationDTOs(component);
      boolean wanted =
          component.defaultEnabled
              && !("require".equals(component.configurationPolicy) && configurations.isEmpty());
      if (!wanted) {
        continue;
      }
      for (ComponentConfigurationDTO configuration : configurations) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          throw new NotReady(component.name + " failed: " + firstLine(configuration.failure));
        }
      }
      if (!works(configurations) && !excused.contains(component.name)) {
        return Optional.of(component.name + " lacks " + lacks(configurations));
      }
    }
    return Optional.empty();
  }

  /** Names of the components of running bundles that wait for something. */
  Set<String> waiting(Collection<Bundle> bundles) {
    Set<String> waiting = new HashSet<>();
    for (Bundle bundle : bundles) {
      for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
        if (!works(components.getComponentConfigurationDTOs(component))) {
          waiting.add(component.name);
        }
      }
    }
    return waiting;
  }

  private static boolean works(Collection<ComponentConfigurationDTO> configurations) {
    return configurations.stream()
        .anyMatch(
            c ->
                c.state == ComponentConfigurationDTO.SATISFIED
                    || c.state == ComponentConfigurationDTO.ACTIVE);
  }

  private static String lacks(Collection<ComponentConfigurationDTO> configurations) {
    List<String> names = new ArrayList<>();
    for (ComponentConfigurationDTO configuration : configurations) {
      for (var reference : configuration.unsatisfiedReferences) {
        names.add(reference.name);
      }
    }
    return names.isEmpty() ? "its configuration" : String.join(", ", names);
  }

  /** Makes every service once: one that cannot be made is not there. */
  private void haveServices(Bundle bundle) throws NotReady {
    for (ServiceReference<?> reference : services(bundle)) {
      if (Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE))) {
        continue;
      }
      Object service = context.getService(reference);
      if (service == null) {
        String types = String.join(", ", (String[]) reference.getProperty(Constants.OBJECTCLASS));
        throw new NotReady(bundle.getSymbolicName() + " does not give " + types);
      }
      context.ungetService(reference);
    }
  }

  private static List<ServiceReference<?>> services(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null ? List.of() : List.of(services);
  }

  private static String firstLine(String failure) {
    return failure.lines().findFirst().orElse("");
  }
}
