// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A release comes, goes and comes back while everything else runs on. */
class ApplyingAReleaseIT {

  private static final int MINOR = SampleHost.minor("al.fole.persons");
  private static final String NEW_PERSONS = persons(MINOR + 1);
  private static final String OLD_PERSONS = persons(MINOR);
  private static final String ANY_PERSONS = "al.fole.persons;version=\"[1.0,2)\"";

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;
  private SampleHost host;
  private Releases releases;

  @BeforeEach
  void boot() {
    Path release = SampleRelease.of(first, "1.0.0", provider("1.0.0"), consumer("1.0.0"));
    host = SampleHost.boot(data, release, true);
    releases = host.settled();
    host.watchForeign();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static String persons(int minor) {
    return "al.fole.persons;version=\"[1.%d,1.%d)\"".formatted(minor, minor + 1);
  }

  private static SampleBundle provider(String version) {
    return SampleBundle.feature("al.fole.people", version)
        .importing(version.startsWith("1.0") ? OLD_PERSONS : NEW_PERSONS);
  }

  private static SampleBundle consumer(String version) {
    return SampleBundle.feature("al.fole.guests", version).importing(ANY_PERSONS);
  }

  private static SampleBundle api() {
    return SampleBundle.raised(
        SampleHost.api(), "9.0.0", "al.fole.persons", "1." + (MINOR + 1) + ".0");
  }

  private Path next(SampleBundle... bundles) {
    return SampleRelease.archive(next, "1.1.0", bundles);
  }

  private void apply(Path release) {
    releases.apply(releases.plan(release));
  }

  @Test
  void theHostsReleaseIsTheFirstActivation() {
    assertEquals(1, releases.current().orElseThrow().activation());
    assertEquals("al.fole:fole:1.0.0", releases.current().orElseThrow().id());
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
  }

  @Test
  void aPlanNamesEachStepAndChangesNothing() {
    Plan plan = releases.plan(next(api(), provider("1.1.0"), consumer("1.1.0")));
    assertEquals(
        List.of(
            "START al.fole.api 9.0.0",
            "START al.fole.people 1.1.0",
            "START al.fole.guests 1.1.0",
            "STOP al.fole.guests 1.0.0",
            "STOP al.fole.people 1.0.0",
            "KEEP al.fole.api"),
        plan.steps().stream()
            .map(s -> s.action() + " " + s.bundle() + " " + s.version())
            .map(s -> s.startsWith("KEEP") ? s.substring(0, 16) : s)
            .toList());
    assertEquals(1, host.named("al.fole.people").size());
    assertEquals(1, releases.current().orElseThrow().activation());
  }

  @Test
  void aReleaseWithRaisedContractsGoesThereAndBackAndThereAgain() {
    apply(next(api(), provider("1.1.0"), consumer("1.1.0")));
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.guests"));
    assertEquals(2, releases.current().orElseThrow().activation());
    releases.rollBack();
    assertEquals(Optional.of("1.0.0 as 3"), host.says("al.fole.people"));
    assertEquals(Optional.of("1.0.0 as 3"), host.says("al.fole.guests"));
    assertEquals(List.of("1.0.0"), versions("al.fole.guests"));
    releases.rollBack();
    assertEquals(Optional.of("1.1.0 as 4"), host.says("al.fole.guests"));
    assertEquals(List.of("1.1.0"), versions("al.fole.guests"));
    assertEquals(List.of("1.1.0"), versions("al.fole.people"));
    assertEquals(2, host.named("al.fole.api").size());
    assertTrue(host.foreignUntouched(), host.foreignEvents::toString);
  }

  @Test
  void anApiBundleGoesWhenNothingIsWiredToItAnyMore() {
    apply(next(api(), provider("1.1.0"), consumer("1.1.0")));
    releases.rollBack();
    // Any plan looks at what may go.
    releases.plan(next(provider("1.0.1"), consumer("1.0.1")));
    assertEquals(1, host.named("al.fole.api").size());
  }

  @Test
  void aBundleLeftBehindIsNamed() {
    for (Path release :
        List.of(
            next(api(), provider("1.1.0"), consumer("1.0.0")), next(api(), provider("1.1.0")))) {
      Problem problem = assertThrows(Problem.class, () -> releases.plan(release));
      assertEquals("release-leaves-bundle-behind", problem.rule());
      assertEquals("al.fole.guests 1.0.0 imports al.fole.persons", problem.more().get("bundles"));
    }
  }

  @Test
  void aNewVersionThatDoesNotAdmitTheRaisedPackageIsLeftBehindToo() {
    var consumer = SampleBundle.feature("al.fole.guests", "1.1.0").importing(OLD_PERSONS);
    Problem problem =
        assertThrows(Problem.class, () -> releases.plan(next(api(), provider("1.1.0"), consumer)));
    assertEquals("release-leaves-bundle-behind", problem.rule());
  }

  @Test
  void aRaisedPackageOfThePlatformNeedsARestart() {
    String raised = "1." + (SampleHost.minor("al.fole.store") + 1) + ".0";
    var store = SampleBundle.raised(SampleHost.api(), "9.0.0", "al.fole.store", raised);
    Problem problem = assertThrows(Problem.class, () -> releases.plan(next(store)));
    assertEquals("release-needs-restart", problem.rule());
    assertEquals("al.fole.store", problem.more().get("what"));
  }

  @Test
  void aPlatformBundleOrLibraryOfTheHostNeedsARestart() {
    for (String name : List.of("al.fole.lifecycle", "al.fole.store", "org.apache.felix.scr")) {
      Path release = next(provider("1.0.0"), SampleBundle.named(name, "9.0.0"));
      Problem problem = assertThrows(Problem.class, () -> releases.plan(release));
      assertEquals("release-needs-restart", problem.rule());
    }
  }

  @Test
  void aFailingReleaseLeavesEverythingAsBefore() {
    String fails = "<property name=\"broken\" value=\"yes\"/>";
    String waits =
        "<reference name=\"nowhere\" interface=\"org.example.Nowhere\" bind=\"b\" unbind=\"u\"/>";
    for (String extra : List.of(fails, waits)) {
      SampleBundle broken = consumer("1.1.0").withComponent(extra);
      Plan plan = releases.plan(next(api(), provider("1.1.0"), broken));
      Problem problem = assertThrows(Problem.class, () -> releases.apply(plan));
      assertEquals("release-failed", problem.rule());
      assertTrue(
          problem.more().getOrDefault("reason", "").startsWith("al.fole.guests "),
          problem::toString);
      assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
      assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.guests"));
      assertEquals(List.of("1.0.0"), versions("al.fole.guests"));
      assertEquals(1, host.named("al.fole.api").size());
      assertEquals(1, releases.current().orElseThrow().activation());
      assertTrue(host.foreignUntouched(), host.foreignEvents::toString);
    }
  }

  @Test
  void aFeatureIsAddedAndTakenAway() {
    var visits = SampleBundle.feature("al.fole.visits", "1.0.0").importing(OLD_PERSONS);
    apply(next(provider("1.0.0"), consumer("1.0.0"), visits));
    assertEquals(Optional.of("1.0.0 as 2"), host.says("al.fole.visits"));
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
    releases.rollBack();
    assertEquals(Optional.empty(), host.says("al.fole.visits"));
    assertEquals(3, releases.current().orElseThrow().activation());
  }

  @Test
  void aPlanOfAnotherStateIsRefused() {
    Plan plan = releases.plan(next(provider("1.0.1"), consumer("1.0.0")));
    releases.apply(plan);
    Problem problem = assertThrows(Problem.class, () -> releases.apply(plan));
    assertEquals("release-plan-outdated", problem.rule());
  }

  @Test
  void theWayBackFromTheFirstIsRefused() {
    Problem problem = assertThrows(Problem.class, () -> releases.rollBack());
    assertEquals("release-no-earlier", problem.rule());
  }

  @Test
  void aSecondCallWhileOneIsUnderWayIsRefused() {
    var second = new AtomicReference<Throwable>(new AssertionError("not refused"));
    host.context.addBundleListener(
        (SynchronousBundleListener)
            event -> {
              if (event.getType() == BundleEvent.STARTING
                  && event.getBundle().getState() == Bundle.STARTING) {
                CompletableFuture.runAsync(releases::rollBack)
                    .exceptionally(
                        thrown -> {
                          second.set(thrown.getCause());
                          return null;
                        })
                    .join();
              }
            });
    apply(next(provider("1.0.1"), consumer("1.0.0")));
    assertEquals("release-under-way", assertInstanceOf(Problem.class, second.get()).rule());
  }

  private List<String> versions(String name) {
    return host.named(name).stream()
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .map(bundle -> bundle.getVersion().toString())
        .toList();
  }
}
