// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Plan.Change;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;

/** Issue 4: platform bundles change inside one process, in an announced pause of the module. */
class PausingIT {

  private static final String AUDIT = "al.fole.audit";
  private static final String REST = "al.fole.rest";

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;
  private SampleHost host;
  private Releases releases;

  @BeforeEach
  void boot() {
    boot("1.0.0");
  }

  private void boot(String version) {
    Path release = SampleRelease.of(first, "1.0.0", people("1.0.0"), guests("1.0.0"));
    host = SampleHost.onPlatform(data, release, true, version, AUDIT, REST);
    releases = host.settled();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version);
  }

  private static SampleBundle guests(String version) {
    return SampleBundle.feature("al.fole.guests", version);
  }

  private static SampleBundle audit(String version) {
    return SampleBundle.feature(AUDIT, version);
  }

  /** People in another version, the guests as they are, and this platform. */
  private Path next(String version, SampleBundle... platform) {
    SampleRelease.platform(next, version, platform);
    return SampleRelease.archive(next, version, people(version), guests("1.0.0"));
  }

  private void pausing(Path archive) {
    releases.apply(releases.plan(archive, false, true));
  }

  /** Version of the one bundle of this name that runs. */
  private String running(String name) {
    List<String> versions =
        host.named(name).stream()
            .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
            .map(bundle -> bundle.getVersion().toString())
            .toList();
    assertEquals(1, versions.size(), name + " " + versions);
    return versions.get(0);
  }

  private String absence() {
    try {
      var service =
          host.context
              .getServiceReferences(UnaryOperator.class, "(fole.parts=absence)")
              .iterator()
              .next();
      @SuppressWarnings("unchecked")
      UnaryOperator<String> known = host.context.getService(service);
      return known.apply("people");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isShut() {
    return Door.isShut(host.context);
  }

  @Test
  void withoutPermissionItIsRefusedAndBothWaysAreNamed() {
    Path archive = next("1.1.0", audit("1.1.0"));
    for (Problem problem :
        List.of(
            assertThrows(Problem.class, () -> releases.plan(archive)),
            assertThrows(Problem.class, () -> releases.plan(archive, true, false)))) {
      assertEquals("release-needs-restart", problem.rule());
      assertEquals(
          "The platform changes (al.fole.audit 1.1.0): allow a pause of the module (pause), or"
              + " replace one host after the other.",
          problem.en());
    }
  }

  @Test
  void lifecycleFallbackAndContractsNeedAnotherHostWhateverIsAllowed() {
    for (String name :
        List.of("al.fole.lifecycle", "al.fole.fallback", "al.fole.api", "al.fole.spi.connector")) {
      Path archive = next("1.1.0", audit("1.1.0"), SampleBundle.named(name, "9.0.0"));
      Problem problem =
          assertThrows(Problem.class, () -> releases.plan(archive, false, true), name);
      assertEquals("release-needs-restart", problem.rule());
      assertEquals(name + " 9.0.0", problem.more().get("what"));
    }
  }

  @Test
  void whereTheHostStartsItsBundlesItselfNothingOfThePlatformIsReplaced() {
    List<Bundle> there = List.of(host.context.getBundles());
    Path platform = SampleRelease.platform(next, "1.1.0", audit("1.1.0"));
    List<ReleaseFile.Part> wanted = ReleaseFile.read(new FeatureServiceImpl(), platform).parts();
    assertFalse(new Platforms(there, false).to(wanted, true).isEmpty());
    Problem problem =
        assertThrows(Problem.class, () -> new Platforms(there, true).to(wanted, true));
    assertEquals("release-platform-of-host", problem.rule());
  }

  @Test
  void thePlanNamesWhatPausesAndItsDigestHoldsIt() {
    Plan still = releases.plan(next("1.1.0", audit("1.0.0")), false, true);
    assertEquals(List.of(), still.pauses());
    Plan plan = releases.plan(next("1.1.0", audit("1.1.0")), false, true);
    assertEquals(
        List.of("every route of the module, 503 with Retry-After", "for al.fole.audit 1.1.0"),
        plan.pauses());
    assertNotEquals(still.digest(), plan.digest());
    List<String> moves =
        plan.bundles().stream()
            .filter(move -> move.bundle().equals(AUDIT))
            .map(move -> move.change() + " " + move.version())
            .toList();
    assertEquals(List.of(Change.COMES + " 1.1.0", Change.GOES + " 1.0.0"), moves);
  }

  @Test
  void onlyWhatTheReleaseNamesIsReplacedAndNobodyElseIsTouched() {
    List<String> events = new CopyOnWriteArrayList<>();
    List<String> shut = new CopyOnWriteArrayList<>();
    host.context.addBundleListener(
        (SynchronousBundleListener)
            event -> {
              String name = event.getBundle().getSymbolicName();
              if (!name.startsWith("al.fole.")) {
                events.add(event.getBundle() + " " + event.getType());
              } else if (event.getType() == BundleEvent.STARTED
                  || event.getType() == BundleEvent.STOPPED) {
                shut.add(name + " " + isShut() + " " + absence());
              }
            });
    Bundle rest = host.named(REST).get(0);
    long modified = rest.getLastModified();
    pausing(next("1.1.0", audit("1.1.0"), SampleBundle.feature(REST, "1.0.0")));
    assertEquals("1.1.0", running(AUDIT));
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.guests"));
    assertEquals(modified, rest.getLastModified());
    assertEquals(Bundle.ACTIVE, rest.getState());
    assertEquals(List.of(), events);
    assertTrue(shut.stream().allMatch(said -> said.endsWith(" true paused")), shut::toString);
    assertTrue(shut.stream().noneMatch(said -> said.startsWith(REST)), shut::toString);
    assertFalse(isShut());
    Operation done = releases.operations().get(0);
    assertTrue(
        done.said().get(0).matches("the module was paused for \\d+ ms: al.fole.audit 1.1.0"),
        done::toString);
    assertNotEquals(done.digestBefore(), done.digestAfter());
  }

  @Test
  void aRestartBringsThePlatformOfTheRelease() {
    pausing(next("1.1.0", audit("1.1.0")));
    host.close();
    boot("1.0.0");
    assertEquals("1.1.0", running(AUDIT));
    assertEquals("1.0.0", running(REST));
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
    assertFalse(isShut());
  }

  @Test
  void aHostThatComesWithAnotherReleaseKeepsItsOwnPlatform() {
    pausing(next("1.1.0", audit("1.1.0")));
    host.close();
    Path release = SampleRelease.of(first, "1.2.0", people("1.2.0"), guests("1.0.0"));
    host = SampleHost.onPlatform(data, release, true, "1.2.0", AUDIT, REST);
    releases = host.settled();
    assertEquals("1.2.0", running(AUDIT));
    assertEquals(Optional.of("1.2.0 as 3"), host.says("al.fole.people"));
  }

  @Test
  void theWayBackPausesTooAndAsksForPermission() {
    pausing(next("1.1.0", audit("1.1.0")));
    pausing(next("1.2.0", audit("1.2.0")));
    Problem problem = assertThrows(Problem.class, () -> releases.rollBack());
    assertEquals("release-needs-restart", problem.rule());
    assertEquals("al.fole.audit 1.1.0", problem.more().get("what"));
    host.order(Order.rollBack("", true));
    assertEquals("1.1.0", running(AUDIT));
    assertEquals(Optional.of("1.1.0 as 4"), host.says("al.fole.people"));
    host.order(Order.rollBack("1", true));
    assertEquals("1.0.0", running(AUDIT));
    assertEquals(Optional.of("1.0.0 as 5"), host.says("al.fole.people"));
    host.order(Order.rollBack("3", true));
    assertEquals("1.2.0", running(AUDIT));
    host.close();
    boot("1.0.0");
    assertEquals("1.2.0", running(AUDIT));
    assertEquals(Optional.of("1.2.0 as 6"), host.says("al.fole.people"));
  }

  @Test
  void aReleaseOfFeaturesAloneKeepsThePlatformThatRuns() throws Exception {
    pausing(next("1.1.0", audit("1.1.0")));
    Files.delete(next.resolve("platform.json"));
    Path archive = SampleRelease.archive(next, "1.2.0", people("1.2.0"), guests("1.0.0"));
    Plan plan = releases.plan(archive);
    assertEquals(List.of(), plan.pauses());
    releases.apply(plan);
    assertEquals("1.1.0", running(AUDIT));
    host.close();
    boot("1.0.0");
    assertEquals("1.1.0", running(AUDIT));
    assertEquals(Optional.of("1.2.0 as 3"), host.says("al.fole.people"));
  }

  @Test
  void whatDoesNotComeUpIsUndoneBeforeAnybodyIsLetInAgain() {
    String broken = "<property name=\"broken\" value=\"yes\"/>";
    List<Path> archives = new ArrayList<>();
    archives.add(next("1.1.0", audit("1.1.0").withComponent(broken)));
    Plan plan = releases.plan(archives.get(0), false, true);
    failing(plan);
    SampleRelease.platform(next, "1.1.0", audit("1.1.0"));
    Path feature =
        SampleRelease.archive(
            next, "1.1.0", people("1.1.0").withComponent(broken), guests("1.0.0"));
    failing(releases.plan(feature, false, true));
    pausing(next("1.1.0", audit("1.1.0")));
    assertEquals("1.1.0", running(AUDIT));
  }

  private void failing(Plan plan) {
    Problem problem = assertThrows(Problem.class, () -> releases.apply(plan));
    assertEquals("release-failed", problem.rule());
    String reason = problem.more().getOrDefault("reason", "");
    assertTrue(reason.matches(".*; after \\d+ ms, undone, paused for \\d+ ms"), reason);
    System.out.println("A pause for nothing: " + reason);
    assertEquals("1.0.0", running(AUDIT));
    assertEquals(1, host.named(AUDIT).size());
    assertEquals(Optional.of("1.0.0 as null"), host.says(AUDIT));
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.guests"));
    assertEquals(1, releases.current().orElseThrow().activation());
    assertFalse(isShut());
  }

  @Test
  void whoIsInsideEndsFirstAndOneWhoStaysKeepsItFromBeginning() {
    var inside = new Hashtable<String, Object>();
    inside.put("fole.parts", "inside");
    List<Boolean> asked = new CopyOnWriteArrayList<>();
    IntSupplier counted =
        () -> {
          asked.add(isShut() && host.says(AUDIT).isPresent());
          return asked.size() < 5 ? 1 : 0;
        };
    host.context.registerService(IntSupplier.class, counted, inside);
    pausing(next("1.1.0", audit("1.1.0")));
    assertTrue(asked.size() >= 5 && asked.stream().allMatch(Boolean::booleanValue));
    host.context.registerService(IntSupplier.class, () -> 1, inside);
    Plan plan = releases.plan(next("1.2.0", audit("1.2.0")), false, true);
    Problem problem = assertThrows(Problem.class, () -> releases.apply(plan));
    assertTrue(problem.more().getOrDefault("reason", "").startsWith("1 requests do not end"));
    assertEquals("1.1.0", running(AUDIT));
    assertFalse(isShut());
  }

  @Test
  void nothingIsContractedWhileTheHostStartsWithAnOlderPlatform() {
    pausing(next("1.1.0", audit("1.1.0")));
    Problem problem =
        assertThrows(
            Problem.class, () -> host.order(Order.of(Kind.CONTRACT, "al.fole:fole:1.1.0")));
    assertEquals("release-host-older", problem.rule());
  }
}
