// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import al.fole.lifecycle.internal.Settings.Undo;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a {@link Move}: new bundles in (API, then services and resources), then old bundles
 * out in the reverse order. Between the two the pointer moves; whatever fails before is undone.
 * Used by one thread at a time.
 */
final class Switch {

  /** The new bundles did not come up; all is as before. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(Exception cause) {
      super(cause.getMessage(), cause);
    }

    Failed(String reason, Exception cause) {
      super(reason, cause);
    }
  }

  /** Makes the change final. */
  @FunctionalInterface
  interface Commit {
    void run() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

  private final Installer installer;
  private final Settings settings;
  private final ClassSpace classSpace;
  private final Readiness readiness;
  private final Shadow shadow;
  private final Rehearsal rehearsal;
  private final Duration timeout;
  private final Steps steps;
  private final InForce inForce;

  Switch(
      Installer installer,
      Settings settings,
      ClassSpace classSpace,
      Readiness readiness,
      Shadow shadow,
      Rehearsal rehearsal,
      Duration timeout,
      Steps steps,
      InForce inForce) {
    this.installer = installer;
    this.settings = settings;
    this.classSpace = classSpace;
    this.readiness = readiness;
    this.shadow = shadow;
    this.rehearsal = rehearsal;
    this.timeout = timeout;
    this.steps = steps;
    this.inForce = inForce;
  }

  /** The bundles it works on. */
  InForce inForce() {
    return inForce;
  }

  /**
   * Brings the new bundles up in the shadow of the old ones, ranked below everything, until all
   * their components work and their applications answer where nobody else asks; then ranks them
   * above, waits until they serve and answer in their place, and commits. So what is broken is
   * found before anybody was sent to it, and the reactions of all new bundles are there before the
   * first of them records an event.
   *
   * @param excused components that may wait on, because they did so before
   */
  void bring(Move move, ReleaseFile kept, long activation, Set<String> excused, Commit commit)
      throws Failed {
    Deque<Undo> undo = new ArrayDeque<>();
    var phases = new Phases();
    try {
      Optional<Bundle> api = move.oldApi();
      if (move.newApi().isPresent()) {
        Bundle bundle = install(kept(kept, move.newApi().get()), activation, undo);
        classSpace.choose(bundle, bundle);
        installer.resolve(bundle, bundle);
        installer.start(bundle);
        api = Optional.of(bundle);
      }
      undo.addAll(settings.write(kept.configurations()));
      List<Bundle> brought = new ArrayList<>();
      for (Part part : move.starting()) {
        Bundle bundle = install(kept(kept, part), activation, undo);
        api.ifPresent(given -> classSpace.choose(bundle, given));
        brought.add(bundle);
      }
      for (Bundle bundle : brought) {
        if (api.isPresent()) {
          installer.resolve(bundle, api.get());
        }
      }
      phases.end("installed");
      steps.reached(Step.INSTALLED);
      for (Bundle bundle : brought) {
        installer.start(bundle);
      }
      phases.end("started");
      readiness.awaitComponents(brought, excused, timeout);
      phases.end("components");
      steps.reached(Step.STARTED);
      for (var service : Readiness.services(brought)) {
        rehearsal.of(service);
      }
      phases.end("rehearsed");
      steps.reached(Step.REHEARSED);
      undo.push(() -> lower(move, activation));
      brought.forEach(shadow::leaves);
      for (Part part : move.starting()) {
        settings.rank(part.name(), part.version(), activation);
      }
      phases.end("ranked");
      steps.reached(Step.RANKED);
      readiness.awaitServing(brought, excused, Math.toIntExact(-activation), timeout);
      phases.end("serving");
      readiness.awaitAnsweringOf(brought, Readiness.PATIENCE, timeout);
      phases.end("answering");
      steps.reached(Step.ANSWERED);
      commit.run();
      phases.end("committed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      undo(undo);
      throw new Failed(e);
    } catch (IOException | BundleException | Readiness.NotReady | RuntimeException e) {
      undo(undo);
      throw new Failed(e);
    }
  }

  /** The components of what goes that wait for something, while it is still there. */
  Set<String> waiting(Move move) {
    return readiness.waiting(move.stopping());
  }

  /** Gives the word back to the old version before the new one goes. */
  private void lower(Move move, long activation) throws Exception {
    for (Part part : move.starting()) {
      settings.rank(part.name(), part.version(), -activation);
    }
    readiness.awaitServing(
        move.stopping(), readiness.waiting(move.stopping()), Integer.MIN_VALUE, timeout);
  }

  private Bundle install(Part part, long activation, Deque<Undo> undo)
      throws IOException, BundleException {
    settings.rank(part.name(), part.version(), -activation);
    undo.push(() -> settings.forget(part.name(), part.version()));
    Bundle bundle = installer.install(part);
    inForce.wants(bundle);
    shadow.over(bundle);
    undo.push(
        () -> {
          installer.stop(bundle);
          installer.uninstall(bundle);
          shadow.leaves(bundle);
        });
    return bundle;
  }

  private static Part kept(ReleaseFile kept, Part part) {
    return kept.parts().stream()
        .filter(p -> p.name().equals(part.name()) && p.version().equals(part.version()))
        .findFirst()
        .orElseThrow();
  }

  private static void undo(Deque<Undo> steps) {
    while (!steps.isEmpty()) {
      quietly(steps.pop());
    }
  }

  /** Stops the old bundles. They are uninstalled by a later {@link InForce#sweep}. */
  void retire(Move move) {
    for (Bundle bundle : move.stopping()) {
      quietly(() -> installer.stop(bundle));
      inForce.retire(bundle);
    }
    move.leaving().forEach(inForce::retire);
  }

  /**
   * Stops a part and returns when nobody is sent to it any more; it is uninstalled by a later
   * {@link InForce#sweep}.
   */
  void stop(String name) {
    List<Bundle> bundles =
        installer.installed().stream().filter(b -> name.equals(b.getSymbolicName())).toList();
    List<String> served =
        Readiness.services(bundles).stream()
            .filter(service -> service.getProperty("osgi.jakartars.application.base") != null)
            .map(service -> String.valueOf(service.getProperty("osgi.jakartars.name")))
            .toList();
    for (Bundle bundle : bundles) {
      quietly(() -> installer.stop(bundle));
      inForce.retire(bundle);
    }
    for (String application : served) {
      quietly(() -> readiness.awaitGone(application, timeout));
    }
  }

  /** A step back or aside, whose failure keeps nobody from the next one. */
  static void quietly(Undo step) {
    try {
      step.run();
    } catch (Exception e) {
      LOG.error("A step of the release change failed; going on", e);
    }
  }
}
