// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed (SIGKILL) at numbered steps of disabling, enabling and removing a part, one data directory
 * through all of it: the next start finds the part as it was or as it was to be, says which, and
 * the rest of the release whole. A campaign goes through every step.
 */
class PartsCutOffIT {

  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final String PEOPLE = "al.fole.people";
  private static final String GUESTS = "al.fole.guests";

  /** Those that switching off meets, and switching on besides. */
  private static final Set<Step> OFF =
      EnumSet.of(
          Step.INTENT_KEPT,
          Step.INTENT_RECORDED,
          Step.POINTER_WRITTEN,
          Step.POINTER_MOVED,
          Step.SETTLED,
          Step.OUTCOME_KEPT,
          Step.OUTCOME_RECORDED);

  private static final Set<Step> ON =
      EnumSet.of(Step.INSTALLED, Step.STARTED, Step.REHEARSED, Step.RANKED, Step.ANSWERED);

  private static final List<Step> SHORT =
      List.of(Step.INSTALLED, Step.RANKED, Step.POINTER_WRITTEN, Step.POINTER_MOVED);

  @TempDir Path data;
  @TempDir Path first;
  private Path release;
  private State state = State.ENABLED;
  private int kills;

  @BeforeEach
  void release() {
    release = SampleRelease.of(first, "1.0.0", feature(PEOPLE), feature(GUESTS));
  }

  private static SampleBundle feature(String name) {
    return SampleBundle.feature(name, "1.0.0").importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  @Test
  @Timeout(900)
  void theNextStartFindsThePartOnOrOffAndSaysWhich() throws Exception {
    try (SampleHost host = SampleHost.boot(data, release, true)) {
      host.settled();
    }
    for (Kind kind : List.of(Kind.DISABLE, Kind.ENABLE, Kind.REMOVE)) {
      EnumSet<Step> steps = EnumSet.copyOf(OFF);
      if (kind == Kind.ENABLE) {
        steps.addAll(ON);
      }
      if (!CAMPAIGN) {
        steps.retainAll(SHORT);
      }
      for (Step step : steps) {
        cutOff(kind, step);
      }
    }
    System.out.println("Parts killed at a numbered step and found whole: " + kills + " times");
    assertEquals(CAMPAIGN ? 26 : 8, kills);
  }

  private void cutOff(Kind kind, Step step) throws IOException, InterruptedException {
    State wanted =
        switch (kind) {
          case DISABLE -> State.DISABLED;
          case REMOVE -> State.REMOVED;
          default -> State.ENABLED;
        };
    State other = kind == Kind.ENABLE ? State.DISABLED : State.ENABLED;
    if (state != other) {
      try (SampleHost host = SampleHost.boot(data, release, false)) {
        host.settled();
        host.order(Order.of(other == State.ENABLED ? Kind.ENABLE : Kind.DISABLE, GUESTS));
      }
    }
    String point = kind.name().toLowerCase(Locale.ROOT) + "-" + step.number();
    Killed.at(point, MortalPart.class, data.toString(), release.toString(), kind.name(), GUESTS);
    kills++;
    boolean done = step.compareTo(Step.POINTER_MOVED) >= 0;
    state = done ? wanted : other;
    try (SampleHost host = SampleHost.boot(data, release, false)) {
      var releases = host.settled();
      assertEquals(1, releases.current().orElseThrow().activation(), point);
      assertEquals(
          List.of(PEOPLE + " ENABLED", GUESTS + " " + state),
          releases.parts().stream().map(p -> p.bundle() + " " + p.state()).toList(),
          point);
      assertEquals(Optional.of("1.0.0 as 1"), host.says(PEOPLE), point);
      assertEquals(
          state == State.ENABLED ? Optional.of("1.0.0 as 1") : Optional.empty(),
          host.says(GUESTS),
          point);
      assertEquals(state == State.REMOVED ? 0 : 1, host.named(GUESTS).size(), point);
      Operation said = releases.operations().get(0);
      assertEquals(kind, said.kind(), point);
      assertEquals(GUESTS, said.target(), point);
      assertEquals(done ? Operation.State.DONE : Operation.State.FAILED, said.state(), point);
      assertEquals(done ? null : "release-interrupted", said.rule(), point);
      assertEquals(step.compareTo(Step.OUTCOME_KEPT) < 0, said.recovered(), point);
      assertNotNull(said.endedAt(), point);
    }
  }
}
