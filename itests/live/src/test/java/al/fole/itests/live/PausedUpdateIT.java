// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.signer.TestSigner;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/**
 * Issue 4: the platform changes inside one process, in an announced pause of the module; the parent
 * does not notice, and nothing that was acknowledged is lost.
 */
class PausedUpdateIT {
  private static final Set<String> PAUSABLE =
      Set.of(
          "al.fole.keys",
          "al.fole.store",
          "al.fole.access",
          "al.fole.audit",
          "al.fole.rest",
          "al.fole.operations");

  private static LiveHost host;
  private static Path directory;

  @BeforeAll
  static void boot() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    directory = Files.createTempDirectory(target, "paused").toAbsolutePath();
    host = LiveHost.boot(directory);
    Worker nobody = Worker.nobody(host.url);
    Awaiting.await("persons", () -> nobody.view("ready").status() == 401);
    Awaiting.await("guestbook", () -> nobody.guest("ready").status() == 401);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void thePlatformIsReplacedForthAndBackAndABrokenOneIsUndone() throws Exception {
    Administrator administrator = new Administrator(host);
    PauseLoad load = new PauseLoad(host);
    List<String> pauses = new ArrayList<>();
    try (var watch = new ForeignWatch(host, PAUSABLE)) {
      try (load) {
        load.awaitAnswers(50);
        String next =
            administrator.upload(archive("next", "1.1.1", "db/999_next.sql", "select 1;"));
        assertEquals(
            "release-needs-restart", administrator.plan(next, false).path("rule").asText());
        JsonNode plan = administrator.plan(next, true);
        assertEquals(1 + PAUSABLE.size(), plan.path("pauses").size(), plan::toString);
        pauses.add(done(administrator.apply(next, plan)));
        assertEquals(Set.of("1.1.1"), running());
        load.awaitAnswers(50);

        String broken =
            administrator.upload(
                archive("broken", "1.1.2", "db/999_broken.sql", "select * from nowhere;"));
        JsonNode failed = administrator.apply(broken, administrator.plan(broken, true));
        assertEquals("release-failed", failed.path("rule").asText(), failed::toString);
        pauses.add(failed.path("en").asText());
        assertEquals(Set.of("1.1.1"), running());
        load.awaitAnswers(50);

        assertEquals("release-needs-restart", administrator.rollBack(false).path("rule").asText());
        pauses.add(done(administrator.rollBack(true)));
        assertEquals(Set.of("1.1.0.SNAPSHOT"), running());
        load.awaitAnswers(50);
      }
      for (String pause : pauses) {
        System.out.println("Pause: " + pause);
      }
      System.out.printf(
          "Paused three times under %d requests/s each: %d pages of the parent, %d failed; %d"
              + " answers of the module, %d of them 503 with Retry-After, %d failed; %d"
              + " registrations, %s; %d other bundles, %d touched%n",
          PauseLoad.PER_SECOND,
          load.pages.get(),
          load.pageFailures.size(),
          load.answers.get(),
          load.paused.get(),
          load.failures.size(),
          load.acknowledged.size(),
          lostOrDoubled(load),
          watch.bundles(),
          watch.touched().size());
      assertEquals(List.of(), List.copyOf(load.pageFailures));
      assertEquals(List.of(), List.copyOf(load.failures));
      assertTrue(load.paused.get() > 0, "the pause was met");
      assertEquals(Map.of(), lostOrDoubled(load));
      assertEquals(List.of(), watch.touched());
    }
  }

  private static String done(JsonNode operation) {
    assertEquals("DONE", operation.path("state").asText(), operation::toString);
    String said = operation.path("said").path(0).asText();
    assertTrue(said.startsWith("the module was paused for "), operation::toString);
    return said;
  }

  /** The features as they are on a platform whose changeable bundles are in another version. */
  private static Path archive(String name, String version, String file, String content)
      throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    List<Path> platform = new ArrayList<>();
    for (Path jar : host.platform()) {
      String bundle = BuiltJars.name(jar);
      boolean migrates = bundle.equals("al.fole.audit");
      platform.add(
          PAUSABLE.contains(bundle)
              ? BuiltJars.with(
                  jar,
                  version,
                  migrates ? file : "next.txt",
                  migrates ? content : "next",
                  home.resolve(bundle + ".jar"))
              : jar);
    }
    WrittenRelease.platform(home, version, platform);
    return TestSigner.archive(
        WrittenRelease.of(
            home,
            version,
            host.jarOfFirst("al.fole.persons"),
            host.jarOfFirst("al.fole.cases"),
            host.jarOfFirst("al.fole.families"),
            host.jarOfFirst("al.fole.guestbook")));
  }

  /** The versions of the platform bundles that run, one of each name. */
  private static Set<String> running() {
    Map<String, String> versions = new HashMap<>();
    for (String name : PAUSABLE) {
      for (Bundle bundle : host.named(name)) {
        if (bundle.getState() == Bundle.ACTIVE) {
          String before = versions.put(name, bundle.getVersion().toString());
          assertEquals(null, before, name + " runs twice");
        }
      }
    }
    assertEquals(PAUSABLE, versions.keySet());
    return Set.copyOf(versions.values());
  }

  /** Persons that were acknowledged and are not there once, or not in their version. */
  private static Map<String, Long> lostOrDoubled(PauseLoad load) throws SQLException {
    Map<String, Long> missing = new HashMap<>(load.acknowledged);
    try (var connection = host.database.superuser().getConnection();
        var row =
            connection.createStatement().executeQuery("select id, version from persons.person")) {
      while (row.next()) {
        Long known = missing.remove(row.getString(1));
        if (known != null && known != row.getLong(2)) {
          missing.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return missing;
  }
}
