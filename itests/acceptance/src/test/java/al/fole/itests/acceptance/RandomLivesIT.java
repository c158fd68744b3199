// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Sixteen hands at random work on the same children and families while the host is killed: nothing
 * that must hold is broken, and nothing that was acknowledged is lost.
 */
class RandomLivesIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int OPERATIONS =
      Integer.getInteger("fole.operations", CAMPAIGN ? 200_000 : 10_000);
  private static final int KILLS = CAMPAIGN ? 5 : 1;
  private static final int WRITERS = 16;

  /** Puts a child who lives in one family on a free place of another as well. */
  private static final String TWICE =
      """
      insert into families.placement (
        id, version, family, place, care_case, file_number, child, child_birth_date, municipality,
        decision, decision_from, decision_to, emergency, approval, places, approval_from,
        approval_to, care_type, care_form, kinship, started_on, provider, informed_on, recorded_at)
      select gen_random_uuid(), 1, q.family, q.place, p.care_case, p.file_number, p.child,
        p.child_birth_date, p.municipality, p.decision, p.decision_from, p.decision_to, p.emergency,
        q.approval, q.places, q.approval_from, q.approval_to, q.care_type, q.care_form, q.kinship,
        p.started_on, p.provider, p.informed_on, p.recorded_at
      from families.placement p join families.placement q
        on q.family <> p.family and q.ended_on is not null and q.exception is null
      where p.ended_on is null and not exists (
        select 1 from families.placement r
        where r.family = q.family and r.place = q.place and r.ended_on is null)
      limit 1""";

  /** The host as it is now: after a kill it is another process on the same data and port. */
  private record Killed(
      Path data, Map<String, String> environment, AtomicReference<RunningHost> now) {

    static Killed start() throws IOException {
      var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "lives");
      var environment = Map.of("FOLE_PEOPLE", "0", "FOLE_PORT", Integer.toString(freePort()));
      var first = RunningHost.start(data, environment);
      return new Killed(data, environment, new AtomicReference<>(first));
    }

    RunningHost running() {
      return Objects.requireNonNull(now.get());
    }

    void killAndStart() throws IOException, InterruptedException {
      running().kill();
      now.set(RunningHost.start(data, environment));
    }

    Caller signedIn(String name) throws IOException {
      var password = Files.readString(data.resolve("demonstration-password")).strip();
      var body = Caller.JSON.createObjectNode();
      body.put("name", name).put("password", password).put("purpose", "CASE_WORK");
      var url = running().url();
      var answer = new Caller(url, null).post("/api/access/sessions", body.toString());
      assertEquals(201, answer.status(), answer.text());
      return new Caller(url, answer.body().path("token").asText());
    }

    /** As the role of the jobs, which sees every row. */
    Connection tables() throws IOException, SQLException {
      return as("jobs");
    }

    Connection as(String role) throws IOException, SQLException {
      var coordinates = new Properties();
      try (var reader = Files.newBufferedReader(data.resolve("postgres/coordinates.properties"))) {
        coordinates.load(reader);
      }
      return DriverManager.getConnection(
          coordinates.getProperty("url"),
          "fole_" + role,
          coordinates.getProperty(role + ".password"));
    }
  }

  @Test
  void nothingIsBrokenAndNothingIsLost() throws Exception {
    var host = Killed.start();
    try {
      var lives =
          new RandomLives(
              host.signedIn("pmf.tirana"),
              host.signedIn("head.tirana"),
              () -> LockSupport.parkNanos(200_000_000));
      long began = System.nanoTime();
      work(lives, host);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
      System.out.printf(
          "Random lives: %d operations by %d writers, %d kills, %d s: %s%n",
          OPERATIONS, WRITERS, KILLS, seconds, lives.outcomes());
      assertTrue(
          lives.outcomes().keySet().stream().noneMatch(outcome -> outcome.startsWith("5")),
          lives.outcomes().toString());
      try (var tables = host.tables()) {
        assertEquals(KILLS + 1, starts(tables), "hosts that wrote");
        assertEquals(0, lost(tables, lives), "acknowledged and gone");
        assertEquals(Map.of(), Violations.in(tables));
        System.out.printf(
            "%d questions, 0 violations; %d acknowledged writes, 0 lost%n",
            Violations.questions(), lives.done().size());
        theCheckerSeesWhatTheConstraintRefuses(host, tables);
      }
    } finally {
      host.running().stop();
    }
  }

  /** A child who is in a family enters a second one: refused, and seen once nothing refuses it. */
  private static void theCheckerSeesWhatTheConstraintRefuses(Killed host, Connection tables)
      throws IOException, SQLException {
    assertThrows(SQLException.class, () -> twice(tables));
    try (var owner = host.as("owner");
        var statement = owner.createStatement()) {
      statement.execute("drop index families.placement_child");
      statement.execute("alter table families.placement disable trigger entered");
    }
    assertEquals(1, twice(tables));
    var seen = Violations.in(tables);
    assertTrue(
        seen.containsKey("I-01 a child in two families"),
        "the checker does not see a child in two families");
    assertEquals(1L, seen.get("a version of a row without its entry, or the other way round"));
  }

  private static int twice(Connection tables) throws SQLException {
    try (var statement = tables.createStatement()) {
      return statement.executeUpdate(TWICE);
    }
  }

  private static void work(RandomLives lives, Killed host)
      throws InterruptedException, ExecutionException, IOException {
    var left = new AtomicInteger(OPERATIONS);
    var hands = new ArrayList<Future<?>>();
    var pool = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      var random = new Random(2026 + i);
      hands.add(
          pool.submit(
              () -> {
                while (left.getAndDecrement() > 0) {
                  lives.one(random);
                }
              }));
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      int at = OPERATIONS - OPERATIONS * kill / (KILLS + 1);
      while (left.get() > at) {
        LockSupport.parkNanos(5_000_000);
      }
      host.killAndStart();
    }
    for (var hand : hands) {
      hand.get();
    }
    pool.shutdown();
  }

  /** How many of what was acknowledged the journal does not know. */
  private static long lost(Connection tables, RandomLives lives) throws SQLException {
    var done = lives.done();
    try (var statement =
        tables.prepareStatement(
            """
            select count(*) from unnest(?::uuid[], ?::int8[]) as d (id, version)
            where not exists (
                select 1 from journal.event e where e.record = d.id and e.record_version = d.version)
              and not exists (select 1 from cases.decision c where c.id = d.id)""")) {
      statement.setArray(
          1, tables.createArrayOf("uuid", done.stream().map(RandomLives.Done::id).toArray()));
      statement.setArray(
          2, tables.createArrayOf("int8", done.stream().map(RandomLives.Done::version).toArray()));
      return number(statement.executeQuery());
    }
  }

  /** Each start of the host writes under an epoch of its own. */
  private static long starts(Connection tables) throws SQLException {
    try (var statement = tables.createStatement()) {
      return number(
          statement.executeQuery("select count(distinct (node, epoch)) from journal.entry"));
    }
  }

  private static long number(ResultSet row) throws SQLException {
    row.next();
    return row.getLong(1);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
