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
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An announced pause of the module, in which platform bundles change: the door is shut, whoever is
 * inside may end, the features stop, the old platform bundles stop, the new ones start, the
 * features that stay start again; then whatever else the change needs is done, and the door opens.
 * Whatever fails is undone before it opens. No bundle of others is touched: platform bundles give
 * nobody a package. Used by one thread at a time.
 */
final class Pause {

  private static final Logger LOG = LoggerFactory.getLogger(Pause.class);

  /** How long an application may answer badly; all of them have just been made anew. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What is done while the module is paused. */
  @FunctionalInterface
  interface Work {
    /** Brings the features that come, and commits. */
    void run() throws Switch.Failed;
  }

  private final Installer installer;
  private final ClassSpace classSpace;
  private final Readiness readiness;
  private final Door door;
  private final Duration timeout;
  private final Steps steps;

  Pause(
      Installer installer,
      ClassSpace classSpace,
      Readiness readiness,
      Door door,
      Duration timeout,
      Steps steps) {
    this.installer = installer;
    this.classSpace = classSpace;
    this.readiness = readiness;
    this.door = door;
    this.timeout = timeout;
    this.steps = steps;
  }

  /**
   * Changes the platform, and more.
   *
   * @param platform what changes of it; where a kept release brings parts, they lie on the shelf
   * @param going features that the work replaces
   * @return how long nobody was let in, in milliseconds
   * @throws Switch.Failed when everything is as before
   */
  long during(PlatformMove platform, Collection<Bundle> going, Work work) throws Switch.Failed {
    long begun = System.nanoTime();
    var phases = new Phases();
    Deque<Undo> undo = new ArrayDeque<>();
    List<Bundle> features = runningFeatures();
    List<Bundle> staying = features.stream().filter(f -> !going.contains(f)).toList();
    Set<String> excused = new HashSet<>(readiness.waiting(features));
    excused.addAll(readiness.waiting(platform.stopping()));
    excused.addAll(readiness.waiting(List.of(installer.own())));
    LOG.info("The module pauses for {}", String.join(", ", platform.coming()));
    try {
      door.shut();
      door.awaitNobody(timeout);
      phases.end("nobody inside");
      steps.reached(Step.PAUSED);
      undo.push(() -> serve(features, excused));
      stop(reversed(features));
      phases.end("features stopped");
      undo.push(() -> bring(platform.stopping(), excused));
      stop(platform.stopping());
      phases.end("platform stopped");
      steps.reached(Step.EMPTIED);
      List<Bundle> serving = new ArrayList<>(installed(platform, undo));
      phases.end("platform started");
      readiness.awaitComponents(serving, excused, timeout);
      phases.end("platform works");
      start(staying);
      phases.end("features started");
      // All at once: the whiteboard reloads every application for each change it hears of.
      serving.addAll(staying);
      serving.add(installer.own());
      serving(serving, excused);
      phases.end("all answer");
      steps.reached(Step.FOUNDED);
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undone(undo, new Switch.Failed(e), begun);
    } catch (Switch.Failed e) {
      throw undone(undo, e, begun);
    } catch (IOException | BundleException | Readiness.NotReady | RuntimeException e) {
      throw undone(undo, new Switch.Failed(e), begun);
    } catch (LinkageError e) {
      throw undone(undo, new Switch.Failed(new IllegalStateException(e)), begun);
    }
    // The work has committed: nothing may fail any more.
    door.open();
    long paused = millisSince(begun);
    LOG.info("The module was paused for {} ms", paused);
    steps.reached(Step.RESUMED);
    return paused;
  }

  private Switch.Failed undone(Deque<Undo> undo, Switch.Failed failure, long begun) {
    long failed = millisSince(begun);
    while (!undo.isEmpty()) {
      quietly(undo.pop());
    }
    door.open();
    String said = "; after %d ms, undone, paused for %d ms".formatted(failed, millisSince(begun));
    LOG.warn("The module was paused for nothing{}", said);
    return new Switch.Failed(failure.getMessage() + said, failure);
  }

  /**
   * At a start, before any feature: gives the platform of the release in force the place of the one
   * the host has started.
   *
   * @throws BundleException when it does not come; the host's own platform runs then
   */
  void found(PlatformMove platform) throws IOException, BundleException {
    door.shut();
    Deque<Undo> undo = new ArrayDeque<>();
    try {
      undo.push(() -> bring(platform.stopping(), Set.of()));
      stop(platform.stopping());
      installed(platform, undo);
      LOG.info("The platform of the release is in force: {}", String.join(", ", platform.coming()));
    } catch (IOException | BundleException | RuntimeException e) {
      while (!undo.isEmpty()) {
        quietly(undo.pop());
      }
      throw e;
    } finally {
      door.open();
    }
  }

  private List<Bundle> installed(PlatformMove platform, Deque<Undo> undo)
      throws IOException, BundleException {
    List<Bundle> brought = new ArrayList<>();
    Optional<Bundle> api = installer.apiOfHost();
    undo.push(() -> stop(reversed(brought)));
    for (Part part : platform.installing()) {
      Bundle bundle = installer.install(part);
      undo.push(
          () -> {
            installer.stop(bundle);
            installer.uninstall(bundle);
          });
      if (api.isPresent()) {
        classSpace.choose(bundle, api.get());
        installer.resolve(bundle, api.get());
      }
      brought.add(bundle);
    }
    brought.addAll(platform.returning());
    start(brought);
    return brought;
  }

  /** Bundles that were there come back; a part of them that does not is said. */
  private void bring(List<Bundle> stopped, Set<String> excused) throws Exception {
    List<Bundle> back = reversed(stopped);
    back.forEach(bundle -> quietly(() -> installer.start(bundle)));
    readiness.awaitComponents(back, excused, timeout);
  }

  private void serve(List<Bundle> features, Set<String> excused) throws Exception {
    features.forEach(bundle -> quietly(() -> installer.start(bundle)));
    List<Bundle> serving = new ArrayList<>(features);
    serving.add(installer.own());
    serving(serving, excused);
  }

  private void serving(List<Bundle> bundles, Set<String> excused)
      throws Readiness.NotReady, InterruptedException {
    readiness.awaitServing(bundles, excused, Integer.MIN_VALUE, timeout);
    readiness.awaitAnsweringOf(bundles, PATIENCE, timeout);
  }

  private void start(List<Bundle> bundles) throws BundleException {
    for (Bundle bundle : bundles) {
      installer.start(bundle);
    }
  }

  private void stop(List<Bundle> bundles) throws BundleException {
    for (Bundle bundle : bundles) {
      installer.stop(bundle);
    }
  }

  private List<Bundle> runningFeatures() {
    return installer.installed().stream()
        .filter(Platforms::runs)
        .filter(bundle -> Ours.isHot(String.valueOf(bundle.getSymbolicName())))
        .toList();
  }

  private static List<Bundle> reversed(List<Bundle> bundles) {
    List<Bundle> reversed = new ArrayList<>(bundles);
    Collections.reverse(reversed);
    return reversed;
  }

  private static long millisSince(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static void quietly(Undo step) {
    try {
      step.run();
    } catch (Exception e) {
      LOG.error("A step of the way back failed; going on", e);
    }
  }
}
