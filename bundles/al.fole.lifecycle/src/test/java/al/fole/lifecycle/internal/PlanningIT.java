// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Plan.Change;
import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says everything, changes nothing, and refuses what must not be. */
class PlanningIT {

  private static final String ANY_PERSONS = "al.fole.persons;version=\"[1.0,2)\"";

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;
  private SampleHost host;
  private Releases releases;

  @BeforeEach
  void boot() {
    Path release = SampleRelease.of(first, "1.2.0", people("1.2.0"));
    host = SampleHost.boot(data, release, true);
    releases = host.settled();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version).importing(ANY_PERSONS);
  }

  private Path next(String version, SampleBundle... bundles) {
    return SampleRelease.archive(next, version, bundles);
  }

  @Test
  void itNamesWhatComesGoesAndStaysTheWiringAndTheDigests() throws IOException {
    Path release = next("1.3.0", people("1.3.0"));
    Plan plan = releases.plan(release);
    assertEquals(Sha256.of(release.resolveSibling("fole.json")), plan.sha256());
    assertEquals(1, plan.signers().size());
    assertEquals(64, plan.digest().length());
    assertEquals(
        List.of("COMES al.fole.people 1.3.0"),
        moves(plan, Change.COMES).stream().map(m -> m.replaceFirst(" [0-9a-f]{64}$", "")).toList());
    assertEquals(1, moves(plan, Change.GOES).size());
    assertTrue(
        moves(plan, Change.STAYS).stream().anyMatch(m -> m.startsWith("STAYS al.fole.api ")),
        plan::toString);
    assertEquals(
        List.of("al.fole.people al.fole.persons 1." + SampleHost.minor("al.fole.persons") + ".0"),
        plan.wiring().stream().map(w -> w.bundle() + " " + w.name() + " " + w.version()).toList());
    assertEquals(List.of(), plan.refreshes());
    assertEquals(List.of(), plan.pauses());
    assertNotEquals(plan.digest(), releases.plan(next("1.4.0", people("1.3.0"))).digest());
  }

  private static List<String> moves(Plan plan, Change change) {
    return plan.bundles().stream()
        .filter(m -> m.change() == change)
        .map(m -> m.change() + " " + m.bundle() + " " + m.version() + " " + m.sha256())
        .toList();
  }

  @Test
  void itChangesNothing() throws IOException {
    var files = files();
    var bundles = Arrays.toString(host.context.getBundles());
    var operations = releases.operations();
    releases.plan(next("1.3.0", people("1.3.0")));
    assertRefused("release-downgrade", next("1.0.0", people("1.0.0")));
    assertEquals(files, files());
    assertEquals(bundles, Arrays.toString(host.context.getBundles()));
    assertEquals(operations, releases.operations());
  }

  private TreeMap<String, String> files() throws IOException {
    var found = new TreeMap<String, String>();
    try (var walk = Files.walk(data.resolve("releases"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        found.put(data.relativize(file).toString(), Sha256.of(file));
      }
    }
    return found;
  }

  private Problem assertRefused(String rule, Path release) {
    Problem problem = assertThrows(Problem.class, () -> releases.plan(release));
    assertEquals(rule, problem.rule());
    return problem;
  }

  @Test
  void anOlderReleaseOrBundleIsRefusedUnlessItIsMeant() {
    Path older = next("1.1.9", people("1.3.0"));
    assertRefused("release-downgrade", older);
    assertTrue(releases.plan(older, true).downgrade());
    Problem problem = assertRefused("release-downgrade", next("1.3.0", people("1.1.0")));
    assertEquals("al.fole.people 1.1.0", problem.more().get("what"));
    releases.apply(releases.plan(next("1.3.0", people("1.1.0")), true));
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
  }

  @Test
  void whatNobodyGivesIsNamedInOneLine() {
    SampleBundle lonely = people("1.3.0").importing(ANY_PERSONS + ",org.nowhere;version=\"[2,3)\"");
    Problem problem = assertRefused("release-requirement-missing", next("1.3.0", lonely));
    assertEquals(
        "al.fole.people 1.3.0 needs package org.nowhere [2,3), which nobody gives.", problem.en());
    SampleBundle capable =
        people("1.3.0").with("Require-Capability", "org.nowhere;filter:=\"(org.nowhere=x)\"");
    assertRefused("release-requirement-missing", next("1.3.0", capable));
    SampleBundle modest =
        people("1.3.0")
            .importing(ANY_PERSONS + ",org.nowhere;resolution:=optional")
            .with("Require-Capability", "org.nowhere;filter:=\"(a=b)\";resolution:=optional");
    assertEquals("al.fole:fole:1.3.0", releases.plan(next("1.3.0", modest)).id());
  }

  @Test
  void aForeignBundleOnTheContractsIsNamed() {
    host.install(SampleBundle.named("org.example.curious", "1.0.0").importing(ANY_PERSONS));
    Problem problem = assertRefused("release-foreign-on-contracts", next("1.3.0", people("1.3.0")));
    assertEquals("org.example.curious 1.0.0", problem.more().get("bundles"));
  }

  @Test
  void aForeignBundleThatHangsOnWhatGoesIsNamed() {
    releases.apply(
        releases.plan(
            next(
                "1.3.0",
                people("1.3.0").with("Export-Package", "al.fole.people.open;version=\"1.0\""))));
    host.install(SampleBundle.named("org.example.leech", "1.0.0").importing("al.fole.people.open"));
    Problem problem =
        assertRefused("release-touches-foreign-bundle", next("1.4.0", people("1.4.0")));
    assertEquals("org.example.leech 1.0.0", problem.more().get("bundles"));
  }

  @Test
  void theWayBackLeadsToTheLastThreeReleasesByNumberAndById() {
    for (int minor = 3; minor <= 5; minor++) {
      releases.apply(releases.plan(next("1." + minor + ".0", people("1." + minor + ".0"))));
    }
    host.order(Order.of(Kind.ROLLBACK, "2"));
    assertEquals(Optional.of("1.3.0 as 5"), host.says("al.fole.people"));
    host.order(Order.of(Kind.ROLLBACK, "al.fole:fole:1.5.0"));
    assertEquals(Optional.of("1.5.0 as 6"), host.says("al.fole.people"));
    for (int times = 0; times < 8; times++) {
      releases.rollBack();
    }
    List<String> kept = releases.kept().stream().map(Release::id).distinct().sorted().toList();
    assertEquals(List.of("al.fole:fole:1.3.0", "al.fole:fole:1.4.0", "al.fole:fole:1.5.0"), kept);
    Problem problem = assertThrows(Problem.class, () -> host.order(Order.of(Kind.ROLLBACK, "99")));
    assertEquals("release-not-kept", problem.rule());
  }

  @Test
  void whatWasOrderedIsRememberedWithItsOutcome() {
    Plan plan =
        releases.plan(
            next(
                "1.3.0", people("1.3.0").withComponent("<property name=\"broken\" value=\"1\"/>")));
    assertThrows(Problem.class, () -> releases.apply(plan));
    Operation failed = releases.operations().get(0);
    assertEquals(Kind.APPLY, failed.kind());
    assertEquals(Operation.State.FAILED, failed.state());
    assertEquals("release-failed", failed.rule());
    assertEquals(failed.digestBefore(), failed.digestAfter());
    Operation started = releases.operations().get(1);
    assertEquals(Kind.START, started.kind());
    assertEquals("", started.digestBefore());
    assertEquals(failed.digestBefore(), started.digestAfter());
  }

  @Test
  void withoutAJournalNobodyOutsideBeginsAnything() {
    int before = releases.operations().size();
    Problem problem =
        assertThrows(
            Problem.class,
            () -> releases.begin(Doer.job("lifecycle.test"), Order.of(Kind.DISABLE, "people")));
    assertEquals("release-not-recorded", problem.rule());
    assertEquals(before, releases.operations().size());
    assertEquals(Optional.of("1.2.0 as 1"), host.says("al.fole.people"));
  }
}
