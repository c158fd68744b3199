// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.hosts.Desk.Answer;
import al.fole.itests.hosts.OneHost.Installation;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Issue 4: two hosts on one database; the platform is replaced one host after the other. */
class RollingUpdateIT {
  private static final String PASSWORD = "abcd-efgh-2345-6789";
  private static final int CLIENTS = 3;

  private static Path directory;
  private static Path current;
  private static Path next;
  private static TestDatabase database;
  private static Installation installation;

  /** Persons registered beside the traffic. */
  private static int asked;

  @BeforeAll
  static void prepare() throws IOException {
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "hosts");
    current = Path.of(System.getProperty("fole.root"), "host/launcher/target/fole-host.jar");
    next =
        AlteredArchive.of(current)
            .raised("1.1.1")
            .with(
                "al.fole.families",
                "1.1.1",
                "db/999_next.sql",
                "alter table families.family add column next_release text;")
            .write(directory.resolve("next.jar"));
    database = BuildPostgres.create();
    installation = new Installation(database, directory.resolve("keys"), PASSWORD);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void theWholePlatformIsReplacedAndPutBackWhileSomebodyAlwaysServes() throws Exception {
    OneHost left = start(current, "left");
    OneHost right = start(current, "right");
    Traffic traffic = new Traffic();
    try (traffic) {
      whatOneHostKnowsTheOtherKnows(left, right);
      traffic.add(left);
      traffic.add(right);
      for (int i = 0; i < CLIENTS; i++) {
        traffic.client(Desk.signedIn(left.url(), "pmf.tirana", PASSWORD));
      }
      traffic.await(40);
      right = replaced(right, "right", next, traffic);
      traffic.await(40);
      left = replaced(left, "left", next, traffic);
      traffic.await(40);
      // The way back begins with an accident: nobody was told that this host goes.
      right.kill();
      traffic.await(10);
      right = replaced(right, "right", current, traffic);
      traffic.await(40);
    } finally {
      left.close();
      right.close();
    }
    assertEquals(List.of(), List.copyOf(traffic.failures));
    assertTrue(traffic.passedOn.get() > 0, "the accident was met");
    assertEquals(traffic.acknowledged.size(), persons() - asked, "written once each");
    assertEquals(traffic.acknowledged, versions(traffic.acknowledged.keySet()));
    System.out.printf(
        "rolling update of %d hosts, forth and one back: %d answers, %d passed on to another host,"
            + " 0 failed; %d persons, 0 lost, 0 doubled%n",
        2, traffic.answers.get(), traffic.passedOn.get(), traffic.acknowledged.size());
    for (OneHost host : List.of(left, right)) {
      host.requireSoundLog();
    }
  }

  /** Sessions, keys of requests and what an account may are of the database, not of a host. */
  private static void whatOneHostKnowsTheOtherKnows(OneHost left, OneHost right) throws Exception {
    Desk desk = Desk.signedIn(left.url(), "pmf.tirana", PASSWORD);
    String key = UUID.randomUUID().toString();
    Callable<Answer> onLeft = () -> register(desk, left, key);
    Callable<Answer> onRight = () -> register(desk, right, key);
    var threads = Executors.newFixedThreadPool(8);
    try {
      Set<String> ids = new TreeSet<>();
      for (Future<Answer> answer :
          threads.invokeAll(
              List.of(onLeft, onRight, onLeft, onRight, onLeft, onRight, onLeft, onRight))) {
        assertEquals(201, answer.get().status(), answer.get().text());
        ids.add(answer.get().id());
      }
      assertEquals(1, ids.size(), "one request, whoever took it");
      asked++;
    } finally {
      threads.shutdown();
    }
    assertEquals(
        200,
        desk.send(right.url(), "DELETE", "/api/access/sessions/current", null, Map.of()).status(),
        "signed out on the other host");
    assertEquals(401, desk.get(left.url(), "/api/access/sessions/current").status());
  }

  private static Answer register(Desk desk, OneHost host, String key) {
    Map<String, String> headers = Map.of("Idempotency-Key", key);
    return desk.send(host.url(), "POST", "/api/persons", Desk.child("Hoxha"), headers);
  }

  /** As an operator does it: no new request for it, an end, the other archive, its share again. */
  private static OneHost replaced(OneHost host, String name, Path archive, Traffic traffic)
      throws IOException, InterruptedException {
    traffic.remove(host);
    host.stop();
    traffic.await(10);
    OneHost fresh = start(archive, name);
    traffic.add(fresh);
    return fresh;
  }

  private static OneHost start(Path archive, String name) throws IOException, InterruptedException {
    return OneHost.start(archive, Files.createDirectories(directory.resolve(name)), installation);
  }

  private static long persons() throws SQLException {
    try (var connection = database.superuser().getConnection();
        var row =
            connection.createStatement().executeQuery("select count(*) from persons.person")) {
      assertTrue(row.next());
      return row.getLong(1);
    }
  }

  private static Map<String, Long> versions(Set<String> ids) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    try (var connection = database.superuser().getConnection();
        var row =
            connection.createStatement().executeQuery("select id, version from persons.person")) {
      while (row.next()) {
        if (ids.contains(row.getString(1))) {
          versions.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return versions;
  }
}
