// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.signer.TestSigner;
import al.fole.lifecycle.Releases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

/** Killed (SIGKILL) in the middle of a change, a host comes back with one whole release. */
class KilledWhileApplyingIT {

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version)
        .importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void oneReleaseIsInForceWholeAfterTheNextStart(MortalHost.Point point) throws Exception {
    var api = SampleBundle.raised(SampleHost.api(), "9.0.0", "al.fole.persons", "1.99.0");
    Path old = SampleRelease.of(first, "1.0.0", people("1.0.0"));
    Path changed = SampleRelease.archive(next, "1.1.0", api, people("1.1.0"));
    killedAt(point, old, changed);
    String version = point.committed ? "1.1.0" : "1.0.0";
    int activation = point.committed ? 2 : 1;
    // The framework's cache is kept: nothing of it may be believed.
    try (SampleHost host = SampleHost.boot(data, old, false)) {
      Releases releases = host.settled();
      var current = releases.current().orElseThrow();
      assertEquals("al.fole:fole:" + version, current.id());
      assertEquals(activation, current.activation());
      assertEquals(Optional.of(version + " as " + activation), host.says("al.fole.people"));
      assertEquals(1, host.named("al.fole.people").size());
      assertEquals(Bundle.ACTIVE, host.named("al.fole.people").get(0).getState());
      assertEquals(point.committed ? 2 : 1, host.named("al.fole.api").size());
      // And it is no dead end.
      if (point.committed) {
        releases.rollBack();
      } else {
        releases.apply(releases.plan(changed));
      }
      assertEquals(
          Optional.of((point.committed ? "1.0.0" : "1.1.0") + " as " + (activation + 1)),
          host.says("al.fole.people"));
    }
  }

  private void killedAt(MortalHost.Point point, Path old, Path changed)
      throws IOException, InterruptedException {
    TestSigner.trustIn(data.resolve("signers"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                MortalHost.class.getName(),
                data.toString(),
                old.toString(),
                changed.toString(),
                point.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertTrue(out.lines().anyMatch(MortalHost.HERE::equals), "ended before " + point);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
