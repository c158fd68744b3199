// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Killed (SIGKILL) inside a contraction of two steps: until the pointer has moved nothing is
 * dropped and nothing given up; from then on there is no way back, the next start says so, and the
 * same order drops what is left.
 */
class ContractionCutOffIT {

  @TempDir Path data;
  @TempDir Path first;

  @ParameterizedTest
  @Timeout(300)
  @EnumSource(
      value = Step.class,
      names = {"POINTER_WRITTEN", "POINTER_MOVED", "CONTRACTED"})
  void theNextStartSaysHowFarItCameAndTheSameOrderEndsIt(Step step) throws Exception {
    Path release =
        SampleRelease.of(
            first,
            "1.0.0",
            SampleBundle.feature("al.fole.people", "1.0.0")
                .importing("al.fole.persons;version=\"[1.0,2)\""));
    Path left = data.resolve(FileSchemas.NAME);
    Files.write(left, List.of("old_name", "old_number"));
    String id;
    try (SampleHost host = SampleHost.boot(data, release, true)) {
      id = host.settled().current().orElseThrow().id();
    }
    Killed.at(
        "contract-" + step.number(),
        MortalPart.class,
        data.toString(),
        release.toString(),
        Kind.CONTRACT.name(),
        id);
    assertEquals(
        step == Step.CONTRACTED ? List.of("old_number") : List.of("old_name", "old_number"),
        Files.readAllLines(left));
    boolean moved = step.compareTo(Step.POINTER_MOVED) >= 0;
    try (SampleHost host = SampleHost.boot(data, release, false)) {
      var releases = host.settled();
      assertEquals(1, releases.current().orElseThrow().activation());
      assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
      Operation said = releases.operations().get(0);
      assertEquals(Kind.CONTRACT, said.kind());
      assertEquals(moved ? "release-contraction-unfinished" : "release-interrupted", said.rule());
      assertEquals(moved ? 1 : 0, pointer().floor());
      host.order(Order.of(Kind.CONTRACT, id));
      assertEquals(List.of(), Files.readAllLines(left));
      assertEquals(0, releases.contractions().size());
    }
    assertEquals(1, pointer().floor());
  }

  private Pointer pointer() throws IOException {
    return new Shelf(data.resolve("releases")).pointer().orElseThrow();
  }
}
