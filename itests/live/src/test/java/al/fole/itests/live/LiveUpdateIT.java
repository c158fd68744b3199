// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/** Issue 2: the house is rebuilt while people live in it. */
class LiveUpdateIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int CLIENTS = 8;

  private static LiveHost host;
  private static Path directory;
  private static Path next;

  @BeforeAll
  static void boot() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    directory = Files.createTempDirectory(target, "live").toAbsolutePath();
    host = LiveHost.boot(directory);
    next =
        WrittenRelease.of(
            directory.resolve("next"),
            "2",
            BuiltJars.next("al.fole.api"),
            BuiltJars.next("al.fole.persons"),
            BuiltJars.next("al.fole.cases"),
            BuiltJars.next("al.fole.families"),
            BuiltJars.next("al.fole.guestbook"));
    Worker nobody = Worker.nobody(host.url);
    await("persons", () -> nobody.view("ready").status() == 401);
    await("guestbook", () -> nobody.guest("ready").status() == 401);
  }

  /** What a test rolled back leaves after its last call; the next one watches all bundles. */
  @AfterEach
  void theTestsVersionHasGone() {
    await("the next version is gone", () -> host.named("al.fole.persons").size() == 1);
    await("and its contracts", () -> host.named("al.fole.api").size() == 1);
    await("and its guestbook", () -> host.named("al.fole.guestbook").size() == 1);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void personsMovesToItsNextVersionAndBackUnderReadingAndWritingClients() throws SQLException {
    String session = registrySession();
    Worker nobody = Worker.nobody(host.url);
    var pages = new AtomicInteger();
    long forth;
    long back;
    Load load = new Load();
    try (var watch = new ForeignWatch(host)) {
      try (load) {
        for (int i = 0; i < CLIENTS; i++) {
          load.client(host);
        }
        load.poll(
            () -> {
              Worker.Answer page = nobody.registry("", null, session);
              pages.incrementAndGet();
              if (page.status() != 200 || !page.text().contains("Rastet")) {
                load.failures.add("the parent's page: " + page);
              }
            });
        awaitWrites(load, 50);
        forth = timed(() -> host.apply(next));
        awaitWrites(load, 50);
        assertEquals("1.2.0", speaker(), "the next version answers");
        back = timed(host::rollBack);
        awaitWrites(load, 50);
      }
      say(
          "there and back: %d answers to %d clients, %d failed; %d writes, %d lost; longest answer"
              + " %d ms; there %d ms, back %d ms; the parent's page %d times; %d foreign and"
              + " platform bundles, %d touched",
          load.answers.get(),
          CLIENTS,
          load.failures.size(),
          load.writes.get(),
          lost(load),
          load.longest.get(),
          forth,
          back,
          pages.get(),
          watch.bundles(),
          watch.touched().size());
      assertEquals(List.of(), List.copyOf(load.failures));
      assertEquals(0, lost(load));
      assertEquals(List.of(), watch.touched());
    }
    assertOneEffectEach(load);
  }

  @Test
  void aMinorBumpOfTheContractsLeavesForeignBundlesAnswering() {
    String session = registrySession();
    String number = referredCase(session);
    var asked = new AtomicInteger();
    Worker nobody = Worker.nobody(host.url);
    Load load = new Load();
    try (var watch = new ForeignWatch(host)) {
      try (load) {
        load.poll(
            () -> {
              String said = host.askListener(number);
              asked.incrementAndGet();
              if (!said.equals("heard=true asked=RECEIVED")) {
                load.failures.add("the listener: " + said);
              }
            });
        load.poll(
            () -> {
              Worker.Answer said = nobody.registry("/cases/" + number, null, session);
              if (said.status() != 200 || !said.text().strip().equals(number + " RECEIVED")) {
                load.failures.add("the parent: " + said);
              }
            });
        exercise("no citizenship yet");
        assertTrue(
            host.plan(next).stream().anyMatch(step -> step.startsWith("START al.fole.api 1.2.0")),
            () -> host.plan(next).toString());
        host.apply(next);
        exercise("AL");
        String during = referredCase(session);
        host.rollBack();
        exercise("no citizenship yet");
        assertEquals("heard=true asked=RECEIVED", host.askListener(during));
      }
      say(
          "contracts there and back: the foreign listener answered %d times, %d wrong answers;"
              + " %d foreign and platform bundles, %d touched",
          asked.get(), load.failures.size(), watch.bundles(), watch.touched().size());
      assertEquals(List.of(), List.copyOf(load.failures));
      assertEquals(List.of(), watch.touched());
    }
  }

  /** The guestbook consumes persons and vetoes its events. */
  private static void exercise(String citizenship) {
    Worker worker = Worker.signedIn(host.url);
    String id = worker.register("Gjoni", "2026-01-15").json().path("id").asText();
    Worker.Answer page = worker.guest(id);
    assertEquals(200, page.status(), page.text());
    assertEquals(1, page.json().path("visits").asInt(), page.text());
    assertEquals("F", page.json().path("sex").asText());
    assertEquals(citizenship, page.json().path("citizenship").asText());
    Worker.Answer vetoed = worker.register("Gjoni", Worker.VETOED);
    assertEquals(409, vetoed.status(), vetoed.text());
    assertEquals("guestbook-closed", vetoed.json().path("rule").asText());
    assertEquals(409, worker.correct(id, 1, "Leka", Worker.VETOED).status());
    assertEquals(1, worker.view(id).json().path("version").asLong());
  }

  @Test
  void aReleaseThatLeavesTheGuestbookBehindIsRefused() {
    Path behind =
        WrittenRelease.of(
            directory.resolve("behind"),
            "3",
            BuiltJars.next("al.fole.api"),
            BuiltJars.next("al.fole.persons"),
            BuiltJars.next("al.fole.cases"),
            BuiltJars.next("al.fole.families"),
            BuiltJars.current("al.fole.guestbook"));
    Path without =
        WrittenRelease.of(
            directory.resolve("without"),
            "4",
            BuiltJars.next("al.fole.api"),
            BuiltJars.next("al.fole.persons"),
            BuiltJars.next("al.fole.cases"),
            BuiltJars.next("al.fole.families"));
    for (Path release : List.of(behind, without)) {
      var refused = assertThrows(LiveHost.Refused.class, () -> host.plan(release));
      assertEquals("release-leaves-bundle-behind", refused.rule);
      String left =
          "al.fole.guestbook "
              + BuiltJars.version(BuiltJars.current("al.fole.guestbook"))
              + " imports al.fole.persons";
      assertEquals(left, refused.detail("bundles"));
    }
    assertEquals(1, host.named("al.fole.guestbook").size());
    say("the plan refuses a release that leaves the guestbook behind, twice of 2");
  }

  @Test
  void twoVersionsAtOnceHaveExactlyOneEffectEach() throws SQLException {
    Load load = new Load();
    try (load) {
      whileBothRun(() -> host.apply(next), "1.2.0", () -> write(load, 500));
      String current = BuiltJars.version(BuiltJars.current("al.fole.guestbook"));
      whileBothRun(host::rollBack, current, () -> write(load, 1_000));
    }
    assertEquals(List.of(), List.copyOf(load.failures));
    assertTrue(load.writes.get() >= 1_000, () -> load.writes + " writes");
    assertOneEffectEach(load);
    say(
        "both versions active: %d writes, reactions that ran twice or never: 0, followers told"
            + " twice or never: 0",
        load.writes.get());
  }

  /** Stops the change where the new version has started and the old one still runs. */
  private static void whileBothRun(Runnable change, String version, Runnable work) {
    var both = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    SynchronousBundleListener gate =
        event -> {
          Bundle bundle = event.getBundle();
          if (event.getType() == BundleEvent.STARTED
              && bundle.getSymbolicName().equals("al.fole.guestbook")
              && bundle.getVersion().toString().equals(version)) {
            both.countDown();
            await("the work", () -> done.getCount() == 0);
          }
        };
    host.context.addBundleListener(gate);
    var changing = new Thread(change, "change");
    changing.start();
    try {
      assertTrue(both.await(60, TimeUnit.SECONDS), "the new version has started");
      assertEquals(2, running("al.fole.persons"));
      assertEquals(2, running("al.fole.guestbook"));
      work.run();
      assertEquals(2, running("al.fole.guestbook"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      done.countDown();
      host.context.removeBundleListener(gate);
    }
    try {
      changing.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long running(String name) {
    return host.named(name).stream().filter(b -> b.getState() == Bundle.ACTIVE).count();
  }

  private static void write(Load load, int total) {
    for (int i = 0; i < CLIENTS; i++) {
      load.client(host, () -> load.writes.get() < total);
    }
    load.finish();
  }

  @Test
  void theGuestbookAloneMovesWhileItsReactionsAreInUse() throws SQLException {
    Path moved =
        BuiltJars.with(
            BuiltJars.current("al.fole.guestbook"),
            "1.1.1",
            "moved.txt",
            "the same in another version",
            directory.resolve("moved.jar"));
    Path persons = host.jarOfFirst("al.fole.persons");
    Path cases = host.jarOfFirst("al.fole.cases");
    Path families = host.jarOfFirst("al.fole.families");
    Path release =
        WrittenRelease.of(directory.resolve("alone"), "6", persons, cases, families, moved);
    Load load = new Load();
    try (load) {
      for (int i = 0; i < CLIENTS; i++) {
        load.client(host);
      }
      awaitWrites(load, 50);
      host.apply(release);
      awaitWrites(load, 50);
      host.rollBack();
      awaitWrites(load, 50);
    }
    say(
        "the guestbook alone, there and back: %d answers, %d failed; longest answer %d ms",
        load.answers.get(), load.failures.size(), load.longest.get());
    assertEquals(List.of(), List.copyOf(load.failures));
    assertOneEffectEach(load);
  }

  @Test
  void aFailingReleaseIsAsIfItHadNeverBeen() throws SQLException {
    Path broken =
        BuiltJars.with(
            BuiltJars.next("al.fole.guestbook"),
            "1.3.0",
            "db/002_broken.sql",
            "create table guestbook.broken (id uuid primary key, oops nonsense);",
            directory.resolve("broken.jar"));
    Path release =
        WrittenRelease.of(
            directory.resolve("failing"),
            "5",
            BuiltJars.next("al.fole.api"),
            BuiltJars.next("al.fole.persons"),
            BuiltJars.next("al.fole.cases"),
            BuiltJars.next("al.fole.families"),
            broken);
    Load load = new Load();
    try (var watch = new ForeignWatch(host)) {
      try (load) {
        load.client(host).client(host);
        awaitWrites(load, 10);
        long begun = System.nanoTime();
        var refused = assertThrows(LiveHost.Refused.class, () -> host.apply(release));
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertEquals("release-failed", refused.rule);
        say(
            "a failing migration is undone after %d ms, never away: %s",
            took, refused.detail("reason"));
        awaitWrites(load, 10);
      }
      assertEquals(List.of(), List.copyOf(load.failures));
      assertEquals(0, lost(load));
      assertEquals(List.of(), watch.touched());
    }
    assertEquals(1, host.named("al.fole.persons").size());
    assertEquals(1, host.named("al.fole.api").size());
    exercise("no citizenship yet");
    assertOneEffectEach(load);
  }

  @Test
  void aPartWhoseContainerCouldNotBeMadeComesBackByItself() throws BundleException {
    Path release =
        WrittenRelease.of(
            directory.resolve("now-and-then"),
            "8",
            host.jarOfFirst("al.fole.persons"),
            host.jarOfFirst("al.fole.cases"),
            BrokenGuestbook.NOW_AND_THEN.jar(directory));
    Worker nobody = Worker.nobody(host.url);
    host.apply(release);
    await("the old guestbook is gone", () -> host.named("al.fole.guestbook").size() == 1);
    Bundle guestbook = host.named("al.fole.guestbook").get(0);
    guestbook.stop(Bundle.STOP_TRANSIENT);
    await("the guestbook is gone", () -> nobody.guest("ready").status() == 404);
    System.setProperty(BrokenGuestbook.NOW, "now");
    guestbook.start(Bundle.START_TRANSIENT);
    await("its container was tried", () -> "seen".equals(System.getProperty(BrokenGuestbook.NOW)));
    long since = System.nanoTime();
    await("the guestbook answers again", () -> nobody.guest("ready").status() == 401);
    say(
        "a part whose container could not be made is back after %d ms",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
    host.rollBack();
    exercise("no citizenship yet");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOW_AND_THEN", "LEAKING"})
  void anApplicationThatAnswersBadlyIsTakenBack(BrokenGuestbook how) {
    Path release =
        WrittenRelease.of(
            directory.resolve("badly-" + how),
            "7",
            host.jarOfFirst("al.fole.persons"),
            host.jarOfFirst("al.fole.cases"),
            how.jar(directory));
    Load load = new Load();
    Object heard = host.whiteboardChanges();
    var away = new Away();
    try (var watch = new ForeignWatch(host)) {
      try (load) {
        if (how != BrokenGuestbook.IN_PLACE) {
          load.client(host).client(host);
          awaitWrites(load, 10);
        }
        Worker nobody = Worker.nobody(host.url);
        load.poll(() -> away.look(nobody.guest("ready").status() == 401));
        long begun = System.nanoTime();
        var refused = assertThrows(LiveHost.Refused.class, () -> host.apply(release));
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertEquals("release-failed", refused.rule);
        await("the guestbook answers", () -> nobody.guest("ready").status() == 401);
        say(
            "%s is undone after %d ms, away for %d ms: %s",
            how, took, away.longest(), refused.detail("reason"));
        assertTrue(!CAMPAIGN || away.longest() < 5_000, () -> away.longest() + " ms");
        if (how != BrokenGuestbook.IN_PLACE) {
          assertEquals(heard, host.whiteboardChanges(), "nobody was reloaded for a rehearsal");
          awaitWrites(load, 10);
        }
      }
      assertEquals(List.of(), List.copyOf(load.failures));
      assertEquals(List.of(), watch.touched());
    }
    assertEquals(1, host.named("al.fole.guestbook").size());
    exercise("no citizenship yet");
  }

  private static String registrySession() {
    Worker nobody = Worker.nobody(host.url);
    Map<String, String> login = Map.of("name", "registry.tirana", "password", LiveHost.PASSWORD);
    return nobody.registry("/sessions", login, "").text().strip();
  }

  /** A case of the parent, referred, and heard of by the parent and by the listener. */
  private static String referredCase(String session) {
    Worker nobody = Worker.nobody(host.url);
    Map<String, String> child =
        Map.of(
            "firstName", "Era",
            "fatherName", "Agim",
            "lastName", "Toska",
            "sex", "F",
            "birthDate", "2015-03-14",
            "municipality", "53");
    String number = nobody.registry("/cases", child, session).text().strip();
    Worker.Answer referred = nobody.registry("/cases/" + number + "/referral", Map.of(), session);
    assertEquals(number + " RECEIVED", referred.text().strip());
    await("the listener hears", () -> host.askListener(number).startsWith("heard=true"));
    await(
        "the parent hears",
        () ->
            nobody.registry("/cases/" + number, null, session).text().strip().endsWith("RECEIVED"));
    return number;
  }

  private static String speaker() {
    Worker worker = Worker.signedIn(host.url);
    String id = worker.register("Nika", "2026-01-15").json().path("id").asText();
    return worker.guest(id).json().path("speaker").asText();
  }

  /** Acknowledged writes that are not in the database. */
  private static long lost(Load load) throws SQLException {
    long lost = 0;
    for (var person : load.acknowledged.entrySet()) {
      long found =
          count(
              "select count(*) from persons.person where id = '%s' and version = %d"
                  .formatted(person.getKey(), person.getValue()));
      lost += 1 - found;
    }
    return lost;
  }

  /** Each acknowledged write had one visit, and the follower is told of each once. */
  private static void assertOneEffectEach(Load load) throws SQLException {
    assertEquals("", twice("guestbook.visit", "person, version"));
    assertEquals(load.writes.get(), effects(load, "guestbook.visit"));
    await("the follower is told", () -> told(load) >= load.writes.get());
    assertEquals(load.writes.get(), told(load));
    assertEquals("", twice("guestbook.told", "entry"));
  }

  /** The effects that are there more than once, with who had them; empty when there are none. */
  private static String twice(String table, String effect) throws SQLException {
    String sql =
        "select coalesce(string_agg(what, '; '), '') from (select concat_ws(' ', %2$s, string_agg(speaker, ',')) as what from %1$s group by %2$s having count(*) > 1) twice"
            .formatted(table, effect);
    try (Connection connection = host.database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long told(Load load) {
    try {
      return effects(load, "guestbook.told");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long effects(Load load, String table) throws SQLException {
    String ids = String.join("','", load.acknowledged.keySet());
    return count("select count(*) from " + table + " where person in ('" + ids + "')");
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = host.database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void awaitWrites(Load load, int more) {
    long enough = load.writes.get() + more;
    await("writes", () -> load.writes.get() >= enough || !load.failures.isEmpty());
  }

  private static long timed(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  private static void await(String what, BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> what + "\n" + host.failedComponents());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static void say(String text, Object... values) {
    System.out.println("LIVE " + text.formatted(values));
  }
}
