// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Part;
import al.fole.lifecycle.Part.State;
import al.fole.store.Schemas;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches parts of the release in force off and on. What is off stays off through updates. */
final class PartChanges {

  private static final Logger LOG = LoggerFactory.getLogger(PartChanges.class);

  private final Present present;
  private final Switch change;
  private final Neighbours neighbours;
  private final Reconciling reconciling;

  PartChanges(Present present, Switch change, Neighbours neighbours, Reconciling reconciling) {
    this.present = present;
    this.change = change;
    this.neighbours = neighbours;
    this.reconciling = reconciling;
  }

  List<Part> parts() {
    ReleaseFile release = present.release();
    Pointer now = present.pointer();
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

  /** Makes it disabled or removed. */
  Course.Work switchOff(ReleaseFile.Part part, State state, @Nullable Schemas schemas) {
    Pointer now = Objects.requireNonNull(present.pointer());
    if (now.off().get(part.name()) == state) {
      throw Refusals.nothingToDo(part.name() + " " + state);
    }
    return () -> {
      List<String> stays = neighbours.stays(part.name(), schemas);
      present.point(now.with(part.name(), state));
      change.stop(part.name());
      LOG.info("{} is {}", part.name(), state);
      return stays;
    };
  }

  Course.Work enable(ReleaseFile.Part part) {
    Pointer now = Objects.requireNonNull(present.pointer());
    if (!now.off().containsKey(part.name())) {
      throw Refusals.nothingToDo(part.name() + " " + State.ENABLED);
    }
    ReleaseFile release = Objects.requireNonNull(present.release());
    Pointer then = now.with(part.name(), State.ENABLED);
    Move move =
        new Planner(change.inForce().counting(present.off()), Optional.of(release))
            .plan(release.without(then.off().keySet()), false);
    return () -> {
      try {
        change.bring(
            move,
            release,
            now.activation(),
            change.waiting(move),
            () -> present.point(then, release));
      } catch (Switch.Failed e) {
        LOG.warn("{} did not come up; it stays off", part.name(), e);
        rest();
        throw Refusals.failed(String.valueOf(e.getMessage()));
      }
      LOG.info("{} is {}", part.name(), State.ENABLED);
      return List.of();
    };
  }

  /** Lets what is disabled lie. */
  void rest() {
    ReleaseFile release = present.release();
    Pointer now = present.pointer();
    if (release != null && now != null) {
      reconciling.rest(
          release.features().stream()
              .filter(part -> now.off().get(part.name()) == State.DISABLED)
              .toList());
    }
  }
}
