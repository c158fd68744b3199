// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
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

  /** How long an application that the whiteboard serves may answer badly. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Whiteboard whiteboard;
  private final Stranger stranger;

  Readiness(BundleContext context, ServiceComponentRuntime components, Stranger stranger) {
    this.context = context;
    this.components = components;
    this.stranger = stranger;
    this.whiteboard = new Whiteboard(context);
  }

  /**
   * Returns when every component of the bundles is satisfied and every service of theirs can be
   * had: nothing is asked of the JAX-RS whiteboard, where another version may still be the one that
   * answers.
   *
   * @param excused components that may wait on, because they do so in the version replaced
   * @throws NotReady at once when a component has failed, otherwise after the time-out, saying what
   *     was still missing
   */
  void awaitComponents(Collection<Bundle> bundles, Set<String> excused, Duration timeout)
      throws NotReady, InterruptedException {
    await(() -> missingComponent(bundles, excused), timeout);
    for (Bundle bundle : bundles) {
      haveServices(bundle);
    }
  }

  /**
   * Returns when the bundles' services have come out of the shadow and those of JAX-RS are the ones
   * that answer.
   *
   * @param shadow the ranking none of them may have any longer
   * @throws NotReady as {@link #awaitComponents}
   */
  void awaitServing(Collection<Bundle> bundles, Set<String> excused, int shadow, Duration timeout)
      throws NotReady, InterruptedException {
    await(
        () ->
            missingComponent(bundles, excused)
                .or(() -> unranked(bundles, shadow))
                .or(() -> whiteboard.missing(services(bundles))),
        timeout);
  }

  /**
   * Returns when the whiteboard serves these services and those that are applications answer over
   * HTTP as applications do that are whole.
   */
  private void awaitAnswering(
      Collection<? extends ServiceReference<?>> services, Duration patience, Duration timeout)
      throws NotReady, InterruptedException {
    await(() -> whiteboard.missing(services), timeout);
    Set<Object> ids = new HashSet<>();
    services.forEach(service -> ids.add(service.getProperty(Constants.SERVICE_ID)));
    for (Served application : whiteboard.applications()) {
      if (ids.contains(application.service())) {
        awaitAnswer(application, patience);
      }
    }
  }

  /** Returns when an application answers as one that is whole. */
  void awaitAnswer(Served application, Duration patience) throws NotReady, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<Stranger.Wrong> wrong = stranger.broken(application);
    while (wrong.isPresent()) {
      if (System.nanoTime() > end) {
        throw new NotReady(wrong.get().said());
      }
      TimeUnit.MILLISECONDS.sleep(100);
      wrong = stranger.broken(application);
    }
  }

  /**
   * As {@link #awaitAnswering}, of everything the bundles have.
   *
   * @param patience how long each application may answer badly
   */
  void awaitAnsweringOf(Collection<Bundle> bundles, Duration patience, Duration timeout)
      throws NotReady, InterruptedException {
    awaitAnswering(services(bundles), patience, timeout);
  }

  /** Returns when the whiteboard serves no application of this name any more. */
  void awaitGone(String name, Duration timeout) throws NotReady, InterruptedException {
    await(
        () ->
            whiteboard.applications().stream()
                .filter(application -> application.name().equals(name))
                .findFirst()
                .map(application -> name + " is still served"),
        timeout);
  }

  private interface Question {
    Optional<String> missing() throws NotReady;
  }

  private void await(Question question, Duration timeout) throws NotReady, InterruptedException {
    // Whoever changes a service may hold a lock that the question needs: he is not made to wait.
    var changes = new Semaphore(0);
    ServiceListener nudge = event -> changes.release();
    context.addServiceListener(nudge);
    try {
      long end = System.nanoTime() + timeout.toNanos();
      Optional<String> missing = question.missing();
      while (missing.isPresent()) {
        if (System.nanoTime() >= end) {
          throw new NotReady(missing.get());
        }
        // Not every change of state comes with a service event, so it looks again by itself.
        var unused = changes.tryAcquire(50, TimeUnit.MILLISECONDS);
        changes.drainPermits();
        missing = question.missing();
      }
    } finally {
      context.removeServiceListener(nudge);
    }
  }

  private Optional<String> missingComponent(Collection<Bundle> bundles, Set<String> excused)
      throws NotReady {
    for (Bundle bundle : bundles) {
      Optional<String> missing = missingComponent(bundle, excused);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  /** A component whose services have not taken their ranking over yet. */
  private static Optional<String> unranked(Collection<Bundle> bundles, int shadow) {
    return services(bundles).stream()
        .filter(
            service ->
                Integer.valueOf(shadow).equals(service.getProperty(Constants.SERVICE_RANKING)))
        .map(service -> service.getProperty(ComponentConstants.COMPONENT_NAME) + " has no rank yet")
        .findFirst();
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

  static List<ServiceReference<?>> services(Collection<Bundle> bundles) {
    return bundles.stream().flatMap(bundle -> services(bundle).stream()).toList();
  }

  private static List<ServiceReference<?>> services(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null ? List.of() : List.of(services);
  }

  private static String firstLine(String failure) {
    return failure.lines().findFirst().orElse("");
  }
}
