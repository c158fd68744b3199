// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** One update after the other, nobody notices, and nothing is left of the old versions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdatesUnderLoadIT {

  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int UPDATES = Integer.getInteger("fole.updates", CAMPAIGN ? 1_000 : 20);
  private static final int IN_PLACE = CAMPAIGN ? 20 : 3;
  private static final long EVERY = TimeUnit.SECONDS.toNanos(3);

  /** Until everything that is loaded once has been loaded. */
  private static final int WARM_UP = 4;

  private static LiveHost host;
  private static Path directory;
  private static int version;

  @BeforeAll
  static void boot() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    directory = Files.createTempDirectory(target, "load").toAbsolutePath();
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
  @Order(1)
  void oneUpdateAfterTheOtherIsNotNoticedAndLeavesNothing() throws SQLException {
    Histogram switches = new Histogram(3);
    try (var leftovers = new Leftovers(host)) {
      OpenLoad warm = new OpenLoad(host);
      try (warm) {
        update(WARM_UP, new Histogram(3));
      }
      assertEquals(List.of(), warm.takeFailures());
      sweptOut();
      Leftovers.Held before = leftovers.held();
      OpenLoad load = new OpenLoad(host);
      long begun = System.nanoTime();
      try (var watch = new ForeignWatch(host)) {
        try (load) {
          update(UPDATES, switches);
        }
        say(
            "%d updates in %d s under %d requests/s: %s; %d failed; %d writes, %s; a switch took"
                + " p50 %d ms, longest %d ms; %d foreign and platform bundles, %d touched",
            UPDATES,
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
            OpenLoad.PER_SECOND,
            load.figures(),
            load.failures.size(),
            load.writes.get(),
            lostOrDoubled(load),
            switches.getValueAtPercentile(50),
            switches.getMaxValue(),
            watch.bundles(),
            watch.touched().size());
        assertEquals(List.of(), load.takeFailures());
        assertEquals(List.of(), watch.touched());
        assertEquals(Map.of(), lostOrDoubled(load));
      }
      sweptOut();
      List<String> reachable = leftovers.reachable(Duration.ofSeconds(30));
      Leftovers.Held after = leftovers.held();
      say("held before: %s", before);
      say(
          "held after %d old versions: %s; new: %s",
          leftovers.followed(), after, after.since(before));
      assertTrue(leftovers.followed() >= UPDATES, () -> leftovers.followed() + " followed");
      assertEquals(List.of(), reachable);
      // A pool may have grown; whatever every update leaves is more than this.
      assertTrue(after.since(before).size() < 10, () -> after.since(before).toString());
      assertTrue(after.connections() - before.connections() < 10, after::toString);
      assertTrue(after.classes() - before.classes() < 800, after::toString);
      assertTrue(after.metaspace() - before.metaspace() < 8_000_000, after::toString);
      if (CAMPAIGN) {
        assertEquals(0, load.unasked);
        assertTrue(load.times.getValueAtPercentile(99.9) < 500, load::figures);
        assertTrue(load.times.getMaxValue() < 1_000, load::figures);
      }
    }
  }

  @Test
  @Order(2)
  void aVersionThatLeavesAThreadBehindIsSeen() throws SQLException {
    Path leaking = BrokenGuestbook.LEAKING.jar(directory);
    try (var leftovers = new Leftovers(host)) {
      Leftovers.Held before = leftovers.held();
      host.applyOlder(next(host.jarOfFirst("al.fole.persons"), leaking));
      host.apply(next());
      sweptOut();
      List<String> left = leftovers.reachable(1, Duration.ofSeconds(30));
      say("a version that leaves a thread behind is seen: %s", left);
      assertEquals(1, left.size(), left::toString);
      assertTrue(left.get(0).startsWith("al.fole.guestbook"), left::toString);
      List<String> more = leftovers.held().since(before);
      assertTrue(more.contains("thread " + BrokenGuestbook.LEFT), more::toString);
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals(BrokenGuestbook.LEFT))
          .forEach(Thread::interrupt);
      assertEquals(List.of(), leftovers.reachable(Duration.ofSeconds(30)));
    }
  }

  /** Persons and the guestbook by turns, each time one bundle of a version there never was. */
  private static void update(int times, Histogram switches) {
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      Path release = next();
      long applied = System.nanoTime();
      host.apply(release);
      switches.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - applied));
      while (System.nanoTime() - begun < EVERY && i < times - 1) {
        LockSupport.parkNanos(EVERY - (System.nanoTime() - begun));
      }
    }
  }

  private static Path next() {
    int number = version + 1;
    return next(moved("al.fole.persons", number / 2), moved("al.fole.guestbook", (number + 1) / 2));
  }

  private static Path next(Path persons, Path guestbook) {
    version++;
    return WrittenRelease.of(
        directory.resolve("update" + version),
        "1." + version,
        persons,
        host.jarOfFirst("al.fole.cases"),
        host.jarOfFirst("al.fole.families"),
        guestbook);
  }

  /** The same bundle in a version of its own; number 0 is the first. */
  private static Path moved(String name, int number) {
    Path first = host.jarOfFirst(name);
    Path jar = directory.resolve(name + "-" + number + ".jar");
    if (number == 0) {
      return first;
    }
    return Files.exists(jar)
        ? jar
        : BuiltJars.with(first, "1.1." + (number + 100), "moved.txt", "another version", jar);
  }

  private static void sweptOut() {
    for (String name : List.of("al.fole.persons", "al.fole.guestbook")) {
      Awaiting.await("one " + name, () -> host.named(name).size() == 1);
    }
  }

  /** What tables and journal say otherwise than the answers did; empty when nothing. */
  private static Map<String, String> lostOrDoubled(OpenLoad load) throws SQLException {
    Map<String, String> wrong = new HashMap<>();
    Map<String, Long> table = new HashMap<>();
    Map<String, Long> journal = new HashMap<>();
    Map<String, Long> visits = new HashMap<>();
    read("select id, version from persons.person", table);
    read(
        "select record, count(*) from journal.event where record_version is not null group by 1",
        journal);
    read("select person, count(*) from guestbook.visit group by 1", visits);
    load.acknowledged.forEach(
        (id, version) -> {
          if (!version.equals(table.get(id))
              || !version.equals(journal.get(id))
              || !version.equals(visits.get(id))) {
            wrong.put(
                id,
                version + " but " + table.get(id) + ", " + journal.get(id) + ", " + visits.get(id));
          }
        });
    return wrong;
  }

  private static void read(String sql, Map<String, Long> into) throws SQLException {
    try (Connection connection = host.database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        into.put(rows.getString(1), rows.getLong(2));
      }
    }
  }

  /** As an operator does, and as the watch does with a part that is not whole. */
  @Test
  @Order(3)
  void aPartSwitchedOffAndOnInPlaceLeavesNothing() {
    Worker nobody = Worker.nobody(host.url);
    Administrator administrator = new Administrator(host);
    try (var leftovers = new Leftovers(host)) {
      for (int i = 1; i <= IN_PLACE; i++) {
        leftovers.follow("application disabled " + i, host.application("guestbook"));
        Runnable enable = host.disableComponent("guestbook");
        Awaiting.await("it goes", () -> nobody.guest("ready").status() != 401);
        enable.run();
        Awaiting.await("the guestbook answers", () -> nobody.guest("ready").status() == 401);
      }
      leftovers.follow("application of a bundle", host.application("guestbook"));
      assertEquals("DONE", administrator.order("guestbook", "disabling").path("state").asText());
      Awaiting.await("it goes", () -> nobody.guest("ready").status() != 401);
      assertEquals("DONE", administrator.order("guestbook", "enabling").path("state").asText());
      Awaiting.await("the guestbook answers", () -> nobody.guest("ready").status() == 401);
      assertEquals(IN_PLACE + 2, leftovers.followed());
      assertEquals(List.of(), leftovers.reachable(Duration.ofSeconds(30)));
    }
  }

  /** Made anew by the watch; what was made of the first container is nobody's any more. */
  @Test
  @Order(4)
  void aPartWhoseContainerCouldNotBeMadeLeavesNothing() throws BundleException {
    Worker nobody = Worker.nobody(host.url);
    Path broken = BrokenGuestbook.NOW_AND_THEN.jar(directory);
    try (var leftovers = new Leftovers(host)) {
      host.applyOlder(next(host.jarOfFirst("al.fole.persons"), broken));
      sweptOut();
      Bundle guestbook = host.named("al.fole.guestbook").get(0);
      guestbook.stop(Bundle.STOP_TRANSIENT);
      Awaiting.await("it goes", () -> nobody.guest("ready").status() != 401);
      System.setProperty(BrokenGuestbook.NOW, "now");
      guestbook.start(Bundle.START_TRANSIENT);
      Awaiting.await("tried", () -> "seen".equals(System.getProperty(BrokenGuestbook.NOW)));
      Awaiting.await("the guestbook answers", () -> nobody.guest("ready").status() == 401);
      host.apply(next());
      sweptOut();
      assertTrue(leftovers.followed() >= 3, () -> leftovers.followed() + " followed");
      assertEquals(List.of(), leftovers.reachable(Duration.ofSeconds(30)));
    }
  }

  @Test
  @Order(5)
  void theSameInPlaceIsNoticedAndLeavesNothing() throws BundleException, IOException {
    Histogram switches = new Histogram(3);
    OpenLoad load = new OpenLoad(host);
    try (var leftovers = new Leftovers(host)) {
      try (load) {
        for (int i = 0; i < IN_PLACE; i++) {
          long begun = System.nanoTime();
          Bundle guestbook = host.named("al.fole.guestbook").get(0);
          try (var jar = Files.newInputStream(host.jarOfFirst("al.fole.guestbook"))) {
            guestbook.update(jar);
          }
          switches.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
          while (System.nanoTime() - begun < EVERY) {
            LockSupport.parkNanos(EVERY - (System.nanoTime() - begun));
          }
        }
      }
      say(
          "for comparison, %d updates in place of the same bundle: %s; %d failed",
          IN_PLACE, load.figures(), load.failures.size());
      Worker nobody = Worker.nobody(host.url);
      Awaiting.await("the guestbook answers", () -> nobody.guest("ready").status() == 401);
      assertEquals(IN_PLACE, leftovers.followed());
      assertEquals(List.of(), leftovers.reachable(Duration.ofSeconds(30)));
    }
  }

  private static void say(String text, Object... values) {
    System.out.println("LIVE " + text.formatted(values));
  }
}
