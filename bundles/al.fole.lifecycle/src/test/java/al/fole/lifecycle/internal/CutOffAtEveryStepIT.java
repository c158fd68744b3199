// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/**
 * Killed (SIGKILL) at each numbered step of apply and at some of a roll-back, one data directory
 * through all of it: the next start finds one whole release and says which. A campaign goes through
 * every step of both, three times.
 */
class CutOffAtEveryStepIT {

  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");

  /** Those a change of release meets. */
  private static final Set<Step> MET =
      EnumSet.complementOf(
          EnumSet.of(Step.CONTRACTED, Step.PAUSED, Step.EMPTIED, Step.FOUNDED, Step.RESUMED));

  /** Those that only a change of the platform meets, and where its pointer moves. */
  private static final Set<Step> PAUSING =
      EnumSet.of(
          Step.PAUSED,
          Step.EMPTIED,
          Step.FOUNDED,
          Step.POINTER_WRITTEN,
          Step.POINTER_MOVED,
          Step.RESUMED);

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;

  private Path old;
  private Path changed;
  private long activation = 1;
  private boolean isNext;
  private int kills;

  @BeforeEach
  void releases() {
    old = SampleRelease.of(first, "1.0.0", people("1.0.0"));
    var api = SampleBundle.raised(SampleHost.api(), "9.0.0", "al.fole.persons", "1.99.0");
    changed = SampleRelease.archive(next, "1.1.0", api, people("1.1.0"));
  }

  @Test
  @Timeout(1800)
  void theNextStartFindsOneReleaseAndSaysWhich() throws Exception {
    try (SampleHost host = SampleHost.boot(data, old, true)) {
      host.settled();
    }
    List<Step> back = List.of(Step.INSTALLED, Step.POINTER_MOVED);
    for (int round = 0; round < (CAMPAIGN ? 3 : 1); round++) {
      for (Step step : MET) {
        if (isNext) {
          cutOff(Kind.ROLLBACK, Step.POINTER_MOVED);
        }
        cutOff(Kind.APPLY, step);
      }
      for (Step step : CAMPAIGN ? List.copyOf(MET) : back) {
        if (!isNext) {
          cutOff(Kind.APPLY, Step.POINTER_MOVED);
        }
        cutOff(Kind.ROLLBACK, step);
      }
    }
    System.out.println("Killed at a numbered step and found whole: " + kills + " times");
    assertTrue(kills >= (CAMPAIGN ? 50 : MET.size() + back.size()), "kills: " + kills);
  }

  @Test
  @Timeout(600)
  void aPauseThatIsCutOffLeavesOnePlatformWithItsRelease() throws Exception {
    SampleRelease.platform(next, "1.1.0", SampleBundle.feature(MortalHost.PLATFORM, "1.1.0"));
    changed = SampleRelease.archive(next, "1.1.0", people("1.1.0"));
    try (SampleHost host = onPlatform(true)) {
      host.settled();
    }
    boolean fresh = false;
    for (Step step : PAUSING) {
      String point = "apply-" + step.number();
      killedAt(point, MortalHost.PAUSE);
      boolean done = step.compareTo(Step.POINTER_MOVED) >= 0;
      String version = done ? "1.1.0" : "1.0.0";
      fresh = !fresh;
      try (SampleHost host = onPlatform(fresh)) {
        var releases = host.settled();
        assertEquals("al.fole:fole:" + version, releases.current().orElseThrow().id(), point);
        assertEquals(List.of(version), running(host, MortalHost.PLATFORM), point);
        assertEquals(List.of(version), running(host, "al.fole.people"), point);
        saysWhatCameOfIt(releases.operations().get(0), Kind.APPLY, step, version, point);
        if (done) {
          host.order(Order.rollBack("1", true));
          assertEquals(List.of("1.0.0"), running(host, MortalHost.PLATFORM), point);
        }
      }
    }
    System.out.println("Killed in a pause and found whole: " + PAUSING.size() + " times");
  }

  private SampleHost onPlatform(boolean fresh) {
    return SampleHost.onPlatform(data, old, fresh, "1.0.0", MortalHost.PLATFORM);
  }

  private static List<String> running(SampleHost host, String name) {
    return host.named(name).stream()
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .map(bundle -> bundle.getVersion().toString())
        .toList();
  }

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version)
        .importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  private void cutOff(Kind kind, Step step) throws IOException, InterruptedException {
    String point = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + step.number();
    killedAt(point, kind.name());
    kills++;
    if (step == Step.ANSWERED) {
      // Killed between this step and the next: half of a pointer lies beside the whole one.
      Files.writeString(data.resolve("releases/current.new"), "id=al.fole:fole:1.1.0\nactiv");
    }
    if (step.compareTo(Step.POINTER_MOVED) >= 0) {
      activation++;
      isNext = kind == Kind.APPLY;
    }
    String version = isNext ? "1.1.0" : "1.0.0";
    try (SampleHost host = SampleHost.boot(data, old, false)) {
      var releases = host.settled();
      var current = releases.current().orElseThrow();
      assertEquals("al.fole:fole:" + version, current.id(), point);
      assertEquals(activation, current.activation(), point);
      assertEquals(1, host.named("al.fole.people").size(), point);
      Bundle people = host.named("al.fole.people").get(0);
      assertEquals(Bundle.ACTIVE, people.getState(), point);
      assertEquals(Optional.of(version + " as " + activation), host.says("al.fole.people"), point);
      assertEquals(isNext ? 2 : 1, host.named("al.fole.api").size(), point);
      saysWhatCameOfIt(releases.operations().get(0), kind, step, version, point);
    }
  }

  private static void saysWhatCameOfIt(
      Operation said, Kind kind, Step step, String version, String point) {
    assertEquals(kind, said.kind(), point);
    boolean done = step.compareTo(Step.POINTER_MOVED) >= 0;
    assertEquals(done ? Operation.State.DONE : Operation.State.FAILED, said.state(), point);
    assertEquals(done ? null : "release-interrupted", said.rule(), point);
    assertEquals("al.fole:fole:" + version, said.release(), point);
    // An outcome that was on the disk before the kill was not found at the start.
    assertEquals(step.compareTo(Step.OUTCOME_KEPT) < 0, said.recovered(), point);
    assertNotNull(said.endedAt(), point);
  }

  private void killedAt(String point, String what) throws IOException, InterruptedException {
    Killed.at(point, MortalHost.class, data.toString(), old.toString(), changed.toString(), what);
  }
}
