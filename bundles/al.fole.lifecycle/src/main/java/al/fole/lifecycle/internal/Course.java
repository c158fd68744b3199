// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part;
import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Release;
import al.fole.spi.Problem;
import al.fole.store.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
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
  private final Steps steps;
  private final Neighbours neighbours;
  private volatile @Nullable Schemas schemas;
  private volatile @Nullable Pointer pointer;
  private volatile @Nullable ReleaseFile inForce;

  Course(
      BundleContext context,
      FeatureService features,
      Arrivals arrivals,
      ServiceComponentRuntime components,
      Shelf shelf,
      Switch change,
      Steps steps)
      throws IOException {
    this.framework = context.getBundle(0);
    this.features = features;
    this.arrivals = arrivals;
    this.shelf = shelf;
    this.change = change;
    this.steps = steps;
    this.neighbours = new Neighbours(context, components);
    this.pointer = shelf.pointer().orElse(null);
  }

  void schemas(Schemas there) {
    schemas = there;
  }

  void schemasGone(Schemas gone) {
    if (schemas == gone) {
      schemas = null;
    }
  }

  @Nullable Pointer pointer() {
    return pointer;
  }

  Optional<Release> current() {
    return Optional.ofNullable(pointer)
        .map(p -> new Release(p.id(), p.activation(), shelf.feature(p.activation()), p.sha256()));
  }

  List<Release> kept() {
    try {
      List<Release> kept = new ArrayList<>();
      for (long activation : shelf.activations()) {
        Path file = shelf.feature(activation);
        try (var reader = Files.newBufferedReader(file)) {
          String id = features.readFeature(reader).getID().toString();
          kept.add(new Release(id, activation, file, Sha256.of(file)));
        }
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Part> parts() {
    ReleaseFile release = inForce;
    Pointer now = pointer;
    if (release == null || now == null) {
      return List.of();
    }
    return release.features().stream()
        .map(
            part -> {
              State wanted = now.off().getOrDefault(part.name(), State.ENABLED);
              boolean fails = wanted == State.ENABLED && !neighbours.isActive(part.name());
              return new Part(part.name(), part.version(), fails ? State.FAILED : wanted);
            })
        .toList();
  }

  /** What stays of a part when it goes. */
  List<String> stays(String name) {
    return neighbours.stays(part(name).name(), schemas);
  }

  /** What a contraction would drop. */
  List<String> contractions() {
    return drops(schemas().contractions());
  }

  private Schemas schemas() {
    Schemas known = schemas;
    if (known == null) {
      throw Problem.unavailable("store");
    }
    return known;
  }

  private static List<String> drops(List<Schemas.Contraction> steps) {
    return steps.stream()
        .flatMap(
            step -> step.drops().stream().map(d -> step.schema() + "/" + step.file() + ": " + d))
        .toList();
  }

  /** What an operation is said to be about. */
  String target(Order order) {
    return switch (order.kind()) {
      case ENABLE, DISABLE, REMOVE -> part(order.target()).name();
      default -> order.target();
    };
  }

  Plan plan(Path file, boolean downgrade) {
    try (Taken taken = Taken.from(file, features, arrivals)) {
      refuseAnotherPlatform(taken);
      return forecast(move(taken.release(), false), file, taken.signers(), downgrade);
    }
  }

  /** New features on an old platform would be a mixture that nobody has tried. */
  private void refuseAnotherPlatform(Taken taken) {
    Set<String> other = new TreeSet<>();
    for (ReleaseFile.Part part : taken.platform(features)) {
      boolean frozen = part.name().equals("al.fole.spi") || part.name().startsWith("al.fole.spi.");
      boolean differs =
          change.inForce().stream()
              .filter(bundle -> part.name().equals(bundle.getSymbolicName()))
              .noneMatch(bundle -> part.version().equals(bundle.getVersion().toString()));
      if (differs && (frozen || Ours.isPlatform(part.name()))) {
        other.add(part.name() + " " + part.version());
      }
    }
    if (!other.isEmpty()) {
      throw Refusals.needsRestart(String.join(", ", other));
    }
  }

  private ReleaseFile read(Path file) {
    return ReleaseFile.read(features, file);
  }

  private Plan forecast(Move move, Path file, List<String> signers, boolean downgrade) {
    return new Forecast(framework, there(), schemas).of(move, file, signers, pointer, downgrade);
  }

  /** What counts: without what waits to go, and without what is switched off. */
  private Collection<Bundle> there() {
    Pointer now = pointer;
    Set<String> off = now == null ? Set.of() : now.off().keySet();
    return change.inForce().stream()
        .filter(b -> b.getSymbolicName() == null || !off.contains(b.getSymbolicName()))
        .toList();
  }

  private Move move(ReleaseFile release, boolean withRemovals) {
    Pointer now = pointer;
    Optional<ReleaseFile> current = Optional.empty();
    Set<String> off = Set.of();
    if (now != null) {
      current = Optional.of(read(shelf.feature(now.activation())));
      off = now.off().keySet();
    }
    return new Planner(there(), current).plan(release.without(off), withRemovals);
  }

  /** Looks whether a change may begin. */
  Work prepare(Order order) {
    return switch (order.kind()) {
      case APPLY -> apply(Objects.requireNonNull(order.plan()));
      case ROLLBACK -> rollBack(order.target());
      case CONTRACT -> contract(order.target());
      case ENABLE -> enable(part(order.target()));
      case DISABLE -> switchOff(part(order.target()), State.DISABLED);
      case REMOVE -> switchOff(part(order.target()), State.REMOVED);
      case START -> throw new IllegalArgumentException("a host starts by itself");
    };
  }

  private Work apply(Plan plan) {
    Taken taken = Taken.from(plan.feature(), features, arrivals);
    boolean outdated = true;
    try {
      Move move = move(taken.release(), false);
      outdated = !forecast(move, plan.feature(), taken.signers(), plan.downgrade()).equals(plan);
      if (outdated) {
        throw Refusals.planOutdated();
      }
      return () -> {
        try (taken) {
          return carryOut(move, taken.release());
        }
      };
    } finally {
      if (outdated) {
        taken.close();
      }
    }
  }

  private Work rollBack(String target) {
    Pointer now = pointer;
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
    ReleaseFile release = read(shelf.feature(activation));
    Move move = move(release, true);
    return () -> carryOut(move, release);
  }

  private long kept(String target, Pointer now) {
    return kept().stream()
        .filter(r -> r.activation() != now.activation())
        .filter(r -> target.equals(Long.toString(r.activation())) || target.equals(r.id()))
        .map(Release::activation)
        .findFirst()
        .orElseThrow(() -> Refusals.notKept(target));
  }

  private List<String> carryOut(Move move, ReleaseFile release) {
    Pointer now = pointer;
    long activation = now == null ? 1 : now.activation() + 1;
    String given = now == null ? "" : now.given();
    try {
      ReleaseFile kept = read(shelf.keep(release, activation));
      steps.reached(Steps.Step.RELEASE_KEPT);
      change.bring(
          move, kept, activation, () -> point(shelf.pointer(kept, activation, given, now), kept));
    } catch (Switch.Failed | IOException e) {
      shelf.discard(activation);
      LOG.warn("Release {} did not come up; everything is as before", release.id(), e);
      throw Refusals.failed(String.valueOf(e.getMessage()));
    }
    change.retire(move);
    rest();
    forgetOld();
    LOG.info("Release {} is in force as activation {}", release.id(), activation);
    return List.of();
  }

  private void point(Pointer to, ReleaseFile kept) throws IOException {
    shelf.point(to, steps);
    pointer = to;
    inForce = kept;
  }

  private void forgetOld() {
    Pointer now = pointer;
    try {
      if (now != null) {
        shelf.forgetBefore(now);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Old releases stay on the shelf: {}", e.getMessage());
    }
  }

  private ReleaseFile.Part part(String name) {
    ReleaseFile release = inForce;
    return (release == null ? List.<ReleaseFile.Part>of() : release.features())
        .stream()
            .filter(p -> p.name().equals(name) || Ours.schema(p.name()).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusals.partUnknown(name));
  }

  private Work switchOff(ReleaseFile.Part part, State state) {
    Pointer now = Objects.requireNonNull(pointer);
    if (now.off().get(part.name()) == state) {
      throw Refusals.nothingToDo(part.name() + " " + state);
    }
    return () -> {
      List<String> stays = neighbours.stays(part.name(), schemas);
      try {
        point(now.with(part.name(), state), Objects.requireNonNull(inForce));
      } catch (IOException e) {
        throw Refusals.failed(String.valueOf(e.getMessage()));
      }
      change.stop(part.name());
      LOG.info("{} is {}", part.name(), state);
      return stays;
    };
  }

  private Work enable(ReleaseFile.Part part) {
    Pointer now = Objects.requireNonNull(pointer);
    if (!now.off().containsKey(part.name())) {
      throw Refusals.nothingToDo(part.name() + " " + State.ENABLED);
    }
    ReleaseFile release = Objects.requireNonNull(inForce);
    Pointer then = now.with(part.name(), State.ENABLED);
    Move move =
        new Planner(there(), Optional.of(release))
            .plan(release.without(then.off().keySet()), false);
    return () -> {
      try {
        change.bring(move, release, now.activation(), () -> point(then, release));
      } catch (Switch.Failed e) {
        LOG.warn("{} did not come up; it stays off", part.name(), e);
        rest();
        throw Refusals.failed(String.valueOf(e.getMessage()));
      }
      LOG.info("{} is {}", part.name(), State.ENABLED);
      return List.of();
    };
  }

  private Work contract(String target) {
    Pointer now = pointer;
    Schemas known = schemas();
    if (now == null || !target.equals(now.id())) {
      throw Refusals.wrongRelease(now == null ? "" : now.id());
    }
    change.sweep();
    List<Schemas.Contraction> pending = known.contractions();
    if (pending.isEmpty()) {
      throw Refusals.nothingToDo(now.id());
    }
    return () -> {
      try {
        // First: what is dropped could not be had again.
        point(now.contracted(), Objects.requireNonNull(inForce));
      } catch (IOException e) {
        throw Refusals.failed(String.valueOf(e.getMessage()));
      }
      for (Schemas.Contraction step : pending) {
        known.contract(step);
        steps.reached(Steps.Step.CONTRACTED);
      }
      LOG.info("The database is contracted for release {}", now.id());
      return drops(pending);
    };
  }

  /** Lets what is disabled lie. */
  void rest() {
    ReleaseFile release = inForce;
    Pointer now = pointer;
    if (release != null && now != null) {
      change.rest(
          release.features().stream()
              .filter(part -> now.off().get(part.name()) == State.DISABLED)
              .toList());
    }
  }

  /** Says of each change that was under way when the host stopped what came of it. */
  void recover(Ledger ledger) {
    Pointer now = pointer;
    for (Operation begun : ledger.unfinished()) {
      Problem problem = isDone(begun, now) ? null : Refusals.interrupted();
      if (begun.kind() == Kind.CONTRACT && problem == null) {
        problem = Refusals.contractionUnfinished();
      }
      Operation ended = ledger.end(begun.id(), now, problem, true, List.of());
      LOG.warn(
          "The {} begun at {} was interrupted: {}, release {} is in force as activation {}",
          begun.kind(),
          begun.begunAt(),
          ended.rule() == null ? "it is done" : ended.rule(),
          ended.release(),
          ended.activation());
    }
  }

  private static boolean isDone(Operation begun, @Nullable Pointer now) {
    if (now == null) {
      return false;
    }
    State state = now.off().getOrDefault(begun.target(), State.ENABLED);
    return switch (begun.kind()) {
      case START, APPLY, ROLLBACK -> now.activation() > begun.activation();
      case CONTRACT -> now.floor() == now.activation();
      case ENABLE -> state == State.ENABLED;
      case DISABLE -> state == State.DISABLED;
      case REMOVE -> state == State.REMOVED;
    };
  }

  /** Brings what the pointer names, or what the host came with if that is new. */
  void start(Ledger ledger, Optional<Path> given) throws IOException {
    Pointer now = pointer;
    if (given.isPresent()) {
      String digest = Sha256.of(given.get());
      if (now == null || !now.given().equals(digest)) {
        bringGiven(ledger, given.get(), digest);
        now = pointer;
      }
    }
    if (now != null) {
      ReleaseFile release = read(shelf.feature(now));
      inForce = release;
      change.reconcile(release.without(now.off().keySet()), now.activation());
      rest();
      LOG.info("Release {} is in force as activation {}", now.id(), now.activation());
    }
  }

  private void bringGiven(Ledger ledger, Path given, String digest) throws IOException {
    Pointer now = pointer;
    ReleaseFile release = read(given);
    Operation begun =
        ledger.begin(Doer.job("lifecycle.host"), Kind.START, release.id(), now, false);
    String version = Versions.ofRelease(release.id());
    if (now != null && now.floor() > 0 && Versions.isOlder(version, now.floorVersion())) {
      Problem problem = Refusals.contracted(now.floorVersion());
      LOG.error("The host's release {} stays out: {}", release.id(), problem.en());
      ledger.end(begun.id(), now, problem, false, List.of());
      return;
    }
    long activation = now == null ? 1 : now.activation() + 1;
    ReleaseFile kept = read(shelf.keep(release, activation));
    point(shelf.pointer(kept, activation, digest, now), kept);
    forgetOld();
    ledger.end(begun.id(), pointer, null, false, List.of());
  }
}
