// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.service.feature.FeatureService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what is in force to what is wanted: works out each kind of change, and does it. */
final class Course {

  private static final Logger LOG = LoggerFactory.getLogger(Course.class);

  /** A change that has been looked at and may begin; returns what else is to say. */
  @FunctionalInterface
  interface Work {
    List<String> run();
  }

  private final Bundle framework;
  private final FeatureService features;
  private final Arrivals arrivals;
  private final Shelf shelf;
  private final Switch change;
  private final Pause pause;
  private final Steps steps;
  private final Present present;
  private final PartChanges parts;
  private final Contracting contracting;

  Course(
      Bundle framework,
      FeatureService features,
      Arrivals arrivals,
      Shelf shelf,
      Switch change,
      Pause pause,
      Steps steps,
      Present present,
      PartChanges parts,
      Contracting contracting) {
    this.framework = framework;
    this.features = features;
    this.arrivals = arrivals;
    this.shelf = shelf;
    this.change = change;
    this.pause = pause;
    this.steps = steps;
    this.present = present;
    this.parts = parts;
    this.contracting = contracting;
  }

  /** What an operation is said to be about. */
  String target(Order order) {
    return switch (order.kind()) {
      case ENABLE, DISABLE, REMOVE -> present.part(order.target()).name();
      default -> order.target();
    };
  }

  /** Looks whether a change may begin. */
  Work prepare(Order order) {
    return switch (order.kind()) {
      case APPLY -> apply(Objects.requireNonNull(order.plan()));
      case ROLLBACK -> rollBack(order.target(), order.pause());
      case CONTRACT -> contracting.contract(order.target());
      case ENABLE -> parts.enable(present.part(order.target()));
      case DISABLE -> switchOff(order.target(), State.DISABLED);
      case REMOVE -> switchOff(order.target(), State.REMOVED);
      case START -> throw new IllegalArgumentException("a host starts by itself");
    };
  }

  private Work switchOff(String target, State state) {
    return parts.switchOff(present.part(target), state, contracting.schemas());
  }

  Plan plan(Path file, boolean downgrade, boolean pause) {
    try (Taken taken = Taken.from(file, features, arrivals)) {
      PlatformMove platform = to(taken.platform(features), pause);
      return forecast(move(taken.release(), false), platform, file, taken, downgrade);
    }
  }

  private PlatformMove to(Optional<ReleaseFile> platform, boolean pause) {
    return platform.isEmpty()
        ? PlatformMove.NONE
        : change.inForce().platforms().to(platform.get().parts(), pause);
  }

  private Plan forecast(
      Move move, PlatformMove platform, Path file, Taken taken, boolean downgrade) {
    return new Forecast(framework, change.inForce().counting(present.off()), contracting.schemas())
        .of(move, platform, file, taken.signers(), present.pointer(), downgrade);
  }

  private Move move(ReleaseFile release, boolean withRemovals) {
    Optional<ReleaseFile> current = present.kept(present.pointer());
    Set<String> off = present.off();
    return new Planner(change.inForce().counting(off), current)
        .plan(release.without(off), withRemovals);
  }

  private Work apply(Plan plan) {
    Taken taken = Taken.from(plan.feature(), features, arrivals);
    boolean outdated = true;
    try {
      Optional<ReleaseFile> brings = taken.platform(features);
      PlatformMove platform = to(brings, !plan.pauses().isEmpty());
      Move move = move(taken.release(), false);
      outdated = !forecast(move, platform, plan.feature(), taken, plan.downgrade()).equals(plan);
      if (outdated) {
        throw Refusals.planOutdated();
      }
      return () -> {
        try (taken) {
          // Without a platform of its own it runs on the one that is there.
          var base = brings.or(() -> present.platform(present.pointer()));
          return carryOut(move, platform, taken.release(), base);
        }
      };
    } finally {
      if (outdated) {
        taken.close();
      }
    }
  }

  private Work rollBack(String target, boolean pause) {
    Pointer now = present.pointer();
    if (now == null) {
      throw Refusals.noEarlier();
    }
    long activation = target.isEmpty() ? now.activation() - 1 : kept(target, now);
    if (!Files.exists(shelf.feature(activation))) {
      throw target.isEmpty() ? Refusals.noEarlier() : Refusals.notKept(target);
    }
    if (activation < now.floor()) {
      throw Refusals.contracted(now.floorVersion());
    }
    Taken.refuseDoubtful(shelf.feature(activation), arrivals);
    ReleaseFile release = present.read(shelf.feature(activation));
    Optional<ReleaseFile> base = shelf.platform(activation).map(present::read);
    PlatformMove platform =
        base.isPresent()
            ? change.inForce().platforms().to(base.get().parts(), pause)
            : change.inForce().platforms().toTheHosts(pause);
    Move move = move(release, true);
    return () -> carryOut(move, platform, release, base);
  }

  private long kept(String target, Pointer now) {
    return present.kept().stream()
        .filter(r -> r.activation() != now.activation())
        .filter(r -> target.equals(Long.toString(r.activation())) || target.equals(r.id()))
        .map(Release::activation)
        .findFirst()
        .orElseThrow(() -> Refusals.notKept(target));
  }

  /**
   * Does it.
   *
   * @param platform what changes of it
   * @param base the platform that belongs to the release, unless that is the host's own
   */
  private List<String> carryOut(
      Move move, PlatformMove platform, ReleaseFile release, Optional<ReleaseFile> base) {
    Pointer now = present.pointer();
    long activation = now == null ? 1 : now.activation() + 1;
    String given = now == null ? "" : now.given();
    List<String> said = List.of();
    try {
      ReleaseFile kept = present.read(shelf.keep(release, base, activation));
      steps.reached(Steps.Step.RELEASE_KEPT);
      Set<String> excused = change.waiting(move);
      Pause.Work bring =
          () ->
              change.bring(
                  move,
                  kept,
                  activation,
                  excused,
                  () -> present.point(shelf.pointer(kept, activation, given, now), kept));
      if (platform.isEmpty()) {
        bring.run();
      } else {
        long millis = pause.during(onShelf(platform, activation), move.stopping(), bring);
        said = List.of("the module was paused for " + millis + " ms: " + named(platform));
      }
    } catch (Switch.Failed | IOException e) {
      shelf.discard(activation);
      LOG.warn("Release {} did not come up; everything is as before", release.id(), e);
      throw Refusals.failed(String.valueOf(e.getMessage()));
    }
    change.retire(move);
    change.inForce().retire(platform);
    parts.rest();
    present.forgetOld();
    LOG.info("Release {} is in force as activation {}", release.id(), activation);
    return said;
  }

  /** The same move with the jars that are kept. */
  private PlatformMove onShelf(PlatformMove platform, long activation) {
    List<ReleaseFile.Part> kept =
        shelf
            .platform(activation)
            .map(file -> present.read(file).parts())
            .orElse(List.of())
            .stream()
            .filter(part -> platform.installing().stream().anyMatch(p -> p.isSame(part)))
            .toList();
    return new PlatformMove(kept, platform.returning(), platform.stopping());
  }

  private static String named(PlatformMove platform) {
    return String.join(", ", platform.coming());
  }
}
