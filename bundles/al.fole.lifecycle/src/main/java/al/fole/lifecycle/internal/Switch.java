// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import al.fole.lifecycle.internal.Settings.Undo;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

  /** Stopped feature bundles and API bundles no longer wanted, waiting to be uninstalled. */
  private final List<Bundle> retired = new ArrayList<>();

  Switch(
      Installer installer,
      Settings settings,
      ClassSpace classSpace,
      Readiness readiness,
      Shadow shadow,
      Rehearsal rehearsal,
      Duration timeout,
      Steps steps) {
    this.installer = installer;
    this.settings = settings;
    this.classSpace = classSpace;
    this.readiness = readiness;
    this.shadow = shadow;
    this.rehearsal = rehearsal;
    this.timeout = timeout;
    this.steps = steps;
  }

  /** The bundles that count: without those that only wait to be uninstalled. */
  Collection<Bundle> inForce() {
    sweep();
    List<Bundle> bundles = new ArrayList<>(installer.installed());
    bundles.removeAll(retired);
    return bundles;
  }

  /**
   * The same without what is switched off, and of each platform bundle only the one that runs: they
   * are what a plan starts from.
   */
  Collection<Bundle> counting(Set<String> off) {
    return inForce().stream()
        .filter(b -> b.getSymbolicName() == null || !off.contains(b.getSymbolicName()))
        .filter(b -> !isBeside(b))
        .toList();
  }

  /** The platform that runs, to be compared to others. */
  Platforms platforms() {
    return new Platforms(inForce(), installer.isPlatformOfHost());
  }

  /** The platform bundles of the host in whose place others run; it will start with them. */
  List<String> platformBeside() {
    return installer.installed().stream()
        .filter(this::isBeside)
        .filter(bundle -> !Ours.broughtByRelease(bundle))
        .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
        .toList();
  }

  private boolean isBeside(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name != null
        && Ours.isPausable(name)
        && !Platforms.runs(bundle)
        && installer.installed().stream()
            .anyMatch(b -> name.equals(b.getSymbolicName()) && Platforms.runs(b));
  }

  /** Uninstalls what releases before have left of a platform that is not in force. */
  void forgetPlatforms() {
    installer.installed().stream()
        .filter(Ours::broughtByRelease)
        .filter(this::isBeside)
        .forEach(bundle -> quietly(() -> installer.uninstall(bundle)));
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
    retired.remove(bundle);
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

  /** Stops the old bundles. They are uninstalled by a later {@link #sweep}. */
  void retire(Move move) {
    for (Bundle bundle : move.stopping()) {
      quietly(() -> installer.stop(bundle));
      retired.add(bundle);
    }
    retired.addAll(move.leaving());
  }

  /** After a change of the platform: what a release had brought of it goes, the host's own lies. */
  void retire(PlatformMove platform) {
    platform.stopping().stream().filter(Ours::broughtByRelease).forEach(retired::add);
  }

  /** Uninstalls what has stopped, and API bundles to which nothing is wired any more. */
  void sweep() {
    for (Bundle bundle : List.copyOf(retired)) {
      if (!Ours.API.equals(bundle.getSymbolicName()) || !Installer.isUsed(bundle)) {
        quietly(() -> installer.uninstall(bundle));
        quietly(() -> settings.forget(bundle.getSymbolicName(), bundle.getVersion().toString()));
        retired.remove(bundle);
      }
    }
  }

  /**
   * Makes the framework agree with a release: nothing else of a release is installed afterwards,
   * and what is part of it is started. What runs as it should is not touched. A part that does not
   * come up does not keep the others from it.
   */
  void reconcile(ReleaseFile release, long activation) {
    for (Bundle bundle : installer.installed()) {
      if (Ours.isPlatform(String.valueOf(bundle.getSymbolicName()))) {
        continue;
      }
      boolean wanted =
          release.parts().stream()
              .anyMatch(part -> installer.installed(part).equals(Optional.of(bundle)));
      boolean runs = wanted && bundle.getState() == Bundle.ACTIVE;
      boolean replaced =
          Ours.isHot(String.valueOf(bundle.getSymbolicName()))
              && release.parts().stream().anyMatch(p -> p.name().equals(bundle.getSymbolicName()));
      if ((Ours.broughtByRelease(bundle) || replaced) && !runs) {
        quietly(() -> installer.stop(bundle));
        quietly(() -> installer.uninstall(bundle));
        quietly(() -> settings.forget(bundle.getSymbolicName(), bundle.getVersion().toString()));
      }
    }
    quietly(() -> settings.write(release.configurations()));
    List<Part> parts = new ArrayList<>(release.parts());
    // The API first: the others resolve against it.
    parts.sort(Comparator.comparing(part -> !part.name().equals(Ours.API)));
    Optional<Bundle> api = installer.apiOfHost();
    List<Bundle> brought = new ArrayList<>();
    for (Part part : parts) {
      try {
        Optional<Bundle> there = installer.installed(part);
        if (there.isEmpty()) {
          settings.rank(part.name(), part.version(), activation);
        }
        Bundle bundle = there.isPresent() ? there.get() : installer.install(part);
        boolean isApi = part.name().equals(Ours.API);
        if (isApi) {
          api = Optional.of(bundle);
        }
        api.filter(given -> !isApi || there.isEmpty())
            .ifPresent(given -> classSpace.choose(bundle, given));
        if (there.isEmpty()) {
          if (api.isPresent()) {
            installer.resolve(bundle, api.get());
          }
          brought.add(bundle);
        }
      } catch (IOException | BundleException | RuntimeException e) {
        LOG.error("{} {} could not be brought", part.name(), part.version(), e);
      }
    }
    for (Bundle bundle : brought) {
      quietly(() -> installer.start(bundle));
    }
  }

  /**
   * Stops a part and returns when nobody is sent to it any more; it is uninstalled by a later
   * {@link #sweep}.
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
      retired.add(bundle);
    }
    for (String application : served) {
      quietly(() -> readiness.awaitGone(application, timeout));
    }
  }

  /**
   * Lets the parts that are disabled lie in the framework, installed and neither resolved nor
   * started, so that they hold nothing; other versions of them go.
   */
  void rest(List<Part> disabled) {
    for (Part part : disabled) {
      String location = Ours.location(part.name(), part.version(), part.sha256());
      for (Bundle bundle : installer.installed()) {
        boolean another =
            !bundle.getLocation().equals(location) || bundle.getState() != Bundle.INSTALLED;
        if (part.name().equals(bundle.getSymbolicName()) && another && !retired.contains(bundle)) {
          quietly(() -> installer.stop(bundle));
          quietly(() -> installer.uninstall(bundle));
        }
      }
      boolean waits = retired.stream().anyMatch(b -> b.getLocation().equals(location));
      if (!waits && installer.installed(part).isEmpty()) {
        quietly(() -> installer.install(part));
      }
    }
  }

  private static void quietly(Undo step) {
    try {
      step.run();
    } catch (Exception e) {
      LOG.error("A step of the release change failed; going on", e);
    }
  }
}
