// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A part is switched off, through a restart and an update, and comes back. */
class SwitchingPartsOffIT {

  private static final String PEOPLE = "al.fole.people";
  private static final String GUESTS = "al.fole.guests";

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;
  private Path old;

  @BeforeEach
  void release() {
    old = SampleRelease.of(first, "1.0.0", feature(PEOPLE, "1.0.0"), feature(GUESTS, "1.0.0"));
  }

  private static SampleBundle feature(String name, String version) {
    return SampleBundle.feature(name, version).importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  private Releases settled(SampleHost host) {
    return host.settled();
  }

  private static State state(Releases releases, String part) {
    return releases.parts().stream()
        .filter(p -> p.bundle().equals(part))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static List<String> installed(SampleHost host, String name) {
    return host.named(name).stream()
        .map(
            bundle -> bundle.getVersion() + (bundle.getState() == Bundle.INSTALLED ? " rests" : ""))
        .toList();
  }

  /** Without a journal nothing is ordered from outside, so as the host. */
  private static void order(SampleHost host, Kind kind, String part) {
    host.order(Order.of(kind, part));
  }

  @Test
  void itStaysOffThroughARestartAndAnUpdateAndComesBackInItsNewVersion() {
    try (SampleHost host = SampleHost.boot(data, old, true)) {
      Releases releases = settled(host);
      host.watchForeign();
      order(host, Kind.DISABLE, "guests");
      assertEquals(State.DISABLED, state(releases, GUESTS));
      assertEquals(Optional.empty(), host.says(GUESTS));
      assertEquals(Optional.of("1.0.0 as 1"), host.says(PEOPLE));
      settled(host);
      assertTrue(host.foreignUntouched(), host.foreignEvents::toString);
    }
    try (SampleHost host = SampleHost.boot(data, old, true)) {
      Releases releases = settled(host);
      assertEquals(State.DISABLED, state(releases, GUESTS));
      assertEquals(Optional.empty(), host.says(GUESTS));
      assertEquals(List.of("1.0.0 rests"), installed(host, GUESTS));
      Path changed =
          SampleRelease.archive(next, "1.1.0", feature(PEOPLE, "1.1.0"), feature(GUESTS, "1.1.0"));
      releases.apply(releases.plan(changed));
      assertEquals(Optional.of("1.1.0 as 2"), host.says(PEOPLE));
      assertEquals(Optional.empty(), host.says(GUESTS));
      order(host, Kind.ENABLE, GUESTS);
      assertEquals(State.ENABLED, state(releases, GUESTS));
      assertEquals(Optional.of("1.1.0 as 2"), host.says(GUESTS));
      assertEquals(List.of("1.1.0"), installed(host, GUESTS));
      order(host, Kind.REMOVE, GUESTS);
      releases.plan(changed);
      assertEquals(List.of(), installed(host, GUESTS));
    }
    try (SampleHost host = SampleHost.boot(data, old, true)) {
      Releases releases = settled(host);
      assertEquals(State.REMOVED, state(releases, GUESTS));
      assertEquals(List.of(), installed(host, GUESTS));
      releases.rollBack();
      assertEquals(List.of(), installed(host, GUESTS));
      order(host, Kind.ENABLE, GUESTS);
      assertEquals(Optional.of("1.0.0 as 3"), host.says(GUESTS));
    }
  }

  @Test
  void whatIsUnknownOrSoAlreadyIsRefused() {
    try (SampleHost host = SampleHost.boot(data, old, true)) {
      settled(host);
      assertRefused("release-part-unknown", () -> order(host, Kind.DISABLE, "nobody"));
      assertRefused("release-nothing-to-do", () -> order(host, Kind.ENABLE, GUESTS));
      order(host, Kind.DISABLE, GUESTS);
      assertRefused("release-nothing-to-do", () -> order(host, Kind.DISABLE, GUESTS));
    }
  }

  private static void assertRefused(String rule, org.junit.jupiter.api.function.Executable order) {
    assertEquals(rule, assertThrows(Problem.class, order).rule());
  }
}
