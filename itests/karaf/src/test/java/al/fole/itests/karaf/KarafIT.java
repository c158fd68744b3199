// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.itests.karaf.Karaf.Seen;
import al.fole.itests.signer.TestSigner;
import al.fole.itests.story.Caller;
import al.fole.itests.story.FirstLife;
import al.fole.itests.story.RegistryPageDesk;
import al.fole.itests.story.Stage;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The module in a stock Apache Karaf: installed from one file, lived in, changed while it is used,
 * left alone by what Karaf does to others, and found as it was after Karaf itself has restarted.
 * One Karaf for all; each test goes on where the one before has ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KarafIT {
  private static final int ACTIVE = 32;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static TestDatabase database;
  private static Distribution distribution;
  private static Karaf karaf;
  private static Path next;

  /** Signed in once there is somewhere to sign in. */
  private static Caller worker = new Caller("", null);

  private static String careCase = "";

  /** The ids of the bundles that were there before the module came. */
  private static Set<String> stock = Set.of();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Runtime.version().feature() == 17, "Apache Karaf 4.4 runs on Java 17 only");
    Path archive = Path.of("target/apache-karaf.tar.gz").toAbsolutePath();
    distribution = Distribution.unpack(archive, directory.resolve("karaf"));
    database = BuildPostgres.create();
    distribution.configure(database.coordinates());
    next = Jars.nextRelease(directory.resolve("next"));
    karaf = Karaf.start(distribution);
    karaf.installBundle(Jars.named("org.example.watch"));
    awaitAll();
  }

  @AfterAll
  static void stop() throws Exception {
    if (karaf != null) {
      karaf.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @Test
  @Order(1)
  void oneFileInstallsTheModuleWithoutANetworkAndTouchesNothingElse() throws Exception {
    var before = new Before(bundle -> true);
    stock = before.bundles.keySet();
    Path archive = Path.of(System.getProperty("fole.root"), "features/target/fole.kar");
    String said =
        karaf.shell(
            "kar:install " + archive.toUri(),
            "feature:install --no-auto-refresh fole rekshksh-parent");
    awaitReady();
    assertEquals(List.of(), before.touched(), said);
    Map<String, Seen> there = seen(bundle -> true);
    for (Seen bundle : there.values()) {
      assertFalse(bundle.name().startsWith("ch.qos.logback"), bundle::toString);
      assertFalse(bundle.name().equals("slf4j.api"), bundle::toString);
    }
    List<String> brought = brought();
    assertEquals(List.of("al.fole.cases", "al.fole.families", "al.fole.persons"), brought);
    assertEquals(Jars.sha256(Jars.ofRelease("fole.json")), pointer().getProperty("sha256"));
    String jetty = "Started Jetty [0-9.]+ at port\\(s\\) HTTP:";
    assertEquals(1, Pattern.compile(jetty).matcher(karaf.log()).results().count(), "starts");
  }

  @Test
  @Order(2)
  void theFirstLifeIsTheSameAsInEveryHost() throws Exception {
    String url = url();
    var parent = new RegistryPageDesk(url, "registry.tirana", Distribution.PASSWORD);
    var stage = Stage.ofDemonstration(url, Distribution.PASSWORD, parent);
    new FirstLife(stage).walk();
    worker = stage.worker();
    careCase = stage.life().openCase(stage.life().child("Shehu"), "LOW");
    Caller.Answer answer = worker.get("/api/cases/" + careCase);
    assertEquals(200, answer.status(), answer.text());

    String log = karaf.log();
    String id = answer.header("X-Request-Id");
    assertTrue(log.contains("[" + id + "]"), "the log of Karaf has no line of request " + id);
    for (String name : List.of("Marku", "Toska", "Shehu", "Ëngjëllushe", "Mësuesja")) {
      assertFalse(log.contains(name), name);
    }
    assertFalse(Pattern.compile("\\bL5[0-9]{7}[A-Z]\\b").matcher(log).find(), "a number");
  }

  @Test
  @Order(3)
  void aReleaseIsAppliedWhileItIsUsed() throws Exception {
    var others = new Before(bundle -> !bundle.broughtByLifecycle());
    try (var traffic = traffic()) {
      traffic.goOn(50);
      karaf.apply(TestSigner.archive(next));
      traffic.goOn(100);
      System.out.println("Karaf, blue/green to the next release: " + traffic.ended());
      assertEquals(List.of(), List.copyOf(traffic.failures));
    }
    assertEquals("2", pointer().getProperty("activation"));
    assertEquals("AL", worker.get("/api/persons/" + person()).body().path("citizenship").asText());
    awaitSwept(4);
    assertEquals(List.of(), others.touched());
  }

  @Test
  @Order(4)
  void anUnrelatedFeatureChangesNothingOfOurs() throws Exception {
    var before = new Before(bundle -> true);
    try (var traffic = traffic()) {
      traffic.goOn(50);
      karaf.installFeature("shell-compat");
      traffic.goOn(100);
      System.out.println("Karaf, feature:install of another: " + traffic.ended());
      assertEquals(List.of(), List.copyOf(traffic.failures));
    }
    assertTrue(seen(b -> b.name().equals("org.apache.karaf.shell.console")).size() == 1);
    assertEquals(List.of(), before.touched());
  }

  @Test
  @Order(5)
  void updatingABundleInPlaceFailsRequests() throws Exception {
    Seen persons =
        seen(bundle -> bundle.name().equals("al.fole.persons")).values().iterator().next();
    Path same = Jars.below(next.resolveSibling("repository"), "al.fole.persons");
    try (var traffic = traffic()) {
      traffic.goOn(50);
      karaf.updateBundle(persons.id(), same);
      awaitReady();
      traffic.goOn(100);
      System.out.println("Karaf, bundle:update of al.fole.persons in place: " + traffic.ended());
      assertTrue(traffic.answers.get() > 100);
    }
    assertEquals(200, worker.get("/api/cases/" + careCase).status());
  }

  @Test
  @Order(6)
  void aRestartOfKarafFindsTheSameReleaseAndItsData() throws Exception {
    Properties before = pointer();
    karaf.stop();
    karaf = Karaf.start(distribution);
    awaitReady();
    assertEquals(before, pointer());
    assertEquals(
        List.of("al.fole.api", "al.fole.cases", "al.fole.families", "al.fole.persons"), brought());
    assertEquals(2, seen(bundle -> bundle.name().equals("al.fole.api")).size());
    // The same session, from before.
    Caller.Answer answer = worker.get("/api/cases/" + careCase);
    assertEquals(200, answer.status(), answer.text());
    assertEquals("AL", worker.get("/api/persons/" + person()).body().path("citizenship").asText());
  }

  @Test
  @Order(7)
  void theWayBackFailsNoRequestEither() throws Exception {
    var others = new Before(bundle -> !bundle.broughtByLifecycle());
    try (var traffic = traffic()) {
      traffic.goOn(50);
      karaf.rollBack();
      traffic.goOn(100);
      System.out.println("Karaf, blue/green back: " + traffic.ended());
      assertEquals(List.of(), List.copyOf(traffic.failures));
    }
    assertEquals("3", pointer().getProperty("activation"));
    assertEquals(200, worker.get("/api/cases/" + careCase).status());
    assertFalse(worker.get("/api/persons/" + person()).body().has("citizenship"));
    awaitSwept(3);
    assertEquals(List.of(), others.touched());
  }

  @Test
  @Order(8)
  void removingItTouchesNothingElse() throws Exception {
    var others = new Before(bundle -> stock.contains(bundle.id()));
    karaf.uninstallFeature("rekshksh-parent");
    karaf.uninstallFeature("fole");
    assertEquals(List.of(), others.touched());
    assertEquals(Map.of(), seen(bundle -> bundle.location().startsWith("mvn:al.")));
    assertEquals(Map.of(), seen(bundle -> bundle.location().contains("jetty12")));
    assertEquals(0, status(new Caller(url(), null), "/api/openapi"));
    // Karaf knows nothing of these; an operator uninstalls them by hand.
    assertEquals(List.of("al.fole.cases", "al.fole.families", "al.fole.persons"), brought());
  }

  private static String url() {
    return "http://127.0.0.1:" + distribution.http();
  }

  private static Traffic traffic() {
    return new Traffic(worker, "/api/cases/" + careCase, url());
  }

  private static String person() {
    return worker.get("/api/cases/" + careCase).body().path("person").path("id").asText();
  }

  /** Until every bundle runs but the one that is a part of the framework. */
  private static void awaitAll() throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (seen(bundle -> bundle.state() != ACTIVE).size() > 1) {
      assertTrue(System.nanoTime() < end, "Karaf does not come up");
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Until everything answers as it does when it is whole. */
  private static void awaitReady() throws Exception {
    var nobody = new Caller(url(), null);
    Map<String, Integer> expected =
        Map.of(
            "/health/ready", 200,
            "/api/openapi", 200,
            "/api/persons/ready", 401,
            "/api/cases/ready", 401,
            "/api/families/ready", 401);
    Map<String, Integer> last = new HashMap<>();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!last.equals(expected)) {
      assertTrue(System.nanoTime() < end, () -> "not ready: " + last);
      for (String path : expected.keySet()) {
        last.put(path, status(nobody, path));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static int status(Caller caller, String path) {
    try {
      return caller.get(path).status();
    } catch (UncheckedIOException e) {
      return 0; // not listening yet
    }
  }

  private static Properties pointer() throws Exception {
    var pointer = new Properties();
    try (var in = Files.newBufferedReader(distribution.data().resolve("releases/current"))) {
      pointer.load(in);
    }
    return pointer;
  }

  private static Map<String, Seen> seen(Predicate<Seen> which) throws Exception {
    Map<String, Seen> found = new HashMap<>();
    karaf.bundles().stream().filter(which).forEach(bundle -> found.put(bundle.id(), bundle));
    return found;
  }

  /** Names of the running bundles that lifecycle brought. */
  private static List<String> brought() throws Exception {
    return karaf.bundles().stream()
        .filter(Seen::broughtByLifecycle)
        .filter(bundle -> bundle.state() == ACTIVE)
        .map(Seen::name)
        .sorted()
        .toList();
  }

  /** Until the bundles of the release before are uninstalled. */
  private static void awaitSwept(int left) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (seen(Seen::broughtByLifecycle).size() != left) {
      assertTrue(System.nanoTime() < end, "old bundles stay");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Bundles as they were, and what is heard of them from then on. */
  private static final class Before {
    private final int heard;
    private final Map<String, Seen> bundles;

    Before(Predicate<Seen> which) throws Exception {
      this.heard = karaf.events().size();
      this.bundles = seen(which);
      assertTrue(bundles.size() > 50);
    }

    /** Events of them, and those whose state, wiring or time of modification is another. */
    List<String> touched() throws Exception {
      List<String> touched = new ArrayList<>();
      List<String> events = karaf.events();
      for (String event : events.subList(heard, events.size())) {
        if (bundles.containsKey(event.split(" ", 3)[1])) {
          touched.add(event);
        }
      }
      Map<String, Seen> now = seen(bundle -> true);
      for (Seen bundle : bundles.values()) {
        if (!bundle.equals(now.get(bundle.id()))) {
          touched.add("changed: " + bundle);
        }
      }
      return touched;
    }
  }
}
