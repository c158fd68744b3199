// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pointer is the truth, whatever the framework remembers and wherever a crash fell. */
class RestartingIT {

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version)
        .importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  private Path first() {
    return SampleRelease.of(first, "1.0.0", people("1.0.0"));
  }

  private Path next() {
    var api = SampleBundle.raised(SampleHost.api(), "9.0.0", "al.fole.persons", "1.99.0");
    return SampleRelease.archive(next, "1.1.0", api, people("1.1.0"));
  }

  private Path pointer() {
    return data.resolve("releases/current");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestartBringsTheReleaseOfThePointer(boolean fresh) {
    try (SampleHost host = SampleHost.boot(data, first(), true)) {
      Releases releases = host.releases();
      releases.apply(releases.plan(next()));
    }
    try (SampleHost host = SampleHost.boot(data, first(), fresh)) {
      Releases releases = host.settled();
      assertEquals(2, releases.current().orElseThrow().activation());
      assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
      assertEquals(1, host.named("al.fole.people").size());
      assertEquals(2, host.named("al.fole.api").size());
      releases.rollBack();
      assertEquals(Optional.of("1.0.0 as 3"), host.says("al.fole.people"));
    }
  }

  @Test
  void aCrashBeforeThePointerMovedLeadsBackAndOneAfterItAhead() throws IOException {
    String before;
    String after;
    try (SampleHost host = SampleHost.boot(data, first(), true)) {
      Releases releases = host.settled();
      before = Files.readString(pointer());
      releases.apply(releases.plan(next()));
      after = Files.readString(pointer());
    }
    // The framework's cache says the new one; the pointer was not written.
    Files.writeString(pointer(), before);
    try (SampleHost host = SampleHost.boot(data, first(), false)) {
      assertEquals(1, host.settled().current().orElseThrow().activation());
      assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
      assertEquals(1, host.named("al.fole.people").size());
      assertEquals(1, host.named("al.fole.api").size());
    }
    // The cache says the old one; the pointer was written.
    Files.writeString(pointer(), after);
    try (SampleHost host = SampleHost.boot(data, first(), false)) {
      assertEquals(2, host.settled().current().orElseThrow().activation());
      assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
      assertEquals(1, host.named("al.fole.people").size());
    }
  }

  @Test
  void aHostThatComesWithAnotherReleaseBringsIt() {
    try (SampleHost host = SampleHost.boot(data, first(), true)) {
      assertEquals(1, host.settled().current().orElseThrow().activation());
    }
    Path rebuilt = SampleRelease.of(next, "1.2.0", people("1.2.0"));
    try (SampleHost host = SampleHost.boot(data, rebuilt, true)) {
      assertEquals(2, host.settled().current().orElseThrow().activation());
      assertEquals(Optional.of("1.2.0 as 2"), host.says("al.fole.people"));
    }
    try (SampleHost host = SampleHost.boot(data, rebuilt, true)) {
      assertEquals(2, host.settled().current().orElseThrow().activation());
    }
  }

  @Test
  void lifecycleItselfRestartsWithoutTouchingWhatRuns() throws Exception {
    try (SampleHost host = SampleHost.boot(data, first(), true)) {
      host.settled();
      var people = host.named("al.fole.people").get(0);
      var lifecycle = host.named("al.fole.lifecycle").get(0);
      long modified = people.getLastModified();
      lifecycle.stop();
      lifecycle.start();
      Releases releases = host.settled();
      assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
      assertEquals(modified, people.getLastModified());
      releases.apply(releases.plan(next()));
      assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
    }
  }

  @Test
  void withoutReleaseAndPointerThereIsNothing() {
    try (SampleHost host = SampleHost.boot(data, null, true)) {
      assertTrue(host.releases().current().isEmpty());
    }
  }
}
