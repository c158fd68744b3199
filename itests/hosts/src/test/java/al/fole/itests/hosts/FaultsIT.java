// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.hosts.Desk.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Data that is not lost: connections cut in the middle of a COMMIT, a database that is gone, full
 * disks, a host that is killed. Whatever was acknowledged is there, once; whatever was not is there
 * once or not at all; meanwhile everybody is told to come again, and the log holds.
 */
@Clause("R-93")
@Clause("R-97")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int CUTS = CAMPAIGN ? 1_000 : 40;
  private static final int SECONDS_AWAY = CAMPAIGN ? 30 : 3;
  private static final int KILLS = CAMPAIGN ? 5 : 1;
  private static final int SOME = CAMPAIGN ? 100 : 10;
  private static final int REFUSALS = CAMPAIGN ? 200 : 20;
  private static final double RECOVERED_SECONDS = 15;

  private static final List<String> TABLE = new ArrayList<>();

  private static Ward ward;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    ward = new Ward();
  }

  @AfterAll
  static void close() throws Exception {
    System.out.println(
        "Faults, each with 0 lost, 0 doubled, no row and no entry alone, log sound:");
    TABLE.forEach(System.out::println);
    ward.close();
  }

  @Test
  @Order(1)
  void aCommitThatIsCutIsDoneOnceOrSaidToBeOpen() throws Exception {
    Shift shift = ward.shift();
    try (shift) {
      shift.await(SOME);
      ward.wire.cutting(Map.of("fole_app", 0.3, "fole_jobs", 0.05, "fole_sealer", 0.05));
      shift.await("cuts", () -> ward.wire.cut("fole_app") >= CUTS);
      ward.wire.cutting(Map.of());
      shift.await(SOME);
    } finally {
      ward.wire.cutting(Map.of());
    }
    ward.requireNothingLost(shift);
    tell("COMMIT cut " + ward.wire.cuts, shift, 0);
  }

  @Test
  @Order(2)
  void whileTheDatabaseIsGoneEverybodyIsToldToComeAgain() throws Exception {
    // The last way takes as long as the patience of everybody's connections.
    for (String how : CAMPAIGN ? List.of("KILL", "QUIT", "SILENCE") : List.of("KILL")) {
      Desk desk = ward.desk();
      Shift shift = ward.shift();
      double recovered;
      try (shift) {
        shift.await(SOME);
        boolean silent = how.equals("SILENCE");
        if (silent) {
          ward.wire.swallow();
        } else {
          signal(ward.postmaster(), how);
          shift.await("its end", () -> !ward.databaseRuns());
        }
        meanwhile(shift, desk);
        if (silent) {
          ward.wire.restore();
        } else {
          ward.startDatabase();
        }
        recovered = recovered(shift, desk);
        shift.await(SOME);
      }
      ward.requireNothingLost(shift);
      tell("database gone (" + how + ")", shift, recovered);
    }
  }

  @Test
  @Order(3)
  void aFullDiskOfTheDatabaseRefusesAndGoesOnWhenThereIsRoom() throws Exception {
    requireSmall(ward.databaseDisk);
    Shift shift = ward.shift();
    double recovered;
    boolean ended;
    try (shift) {
      shift.await(SOME);
      ward.databaseDisk.fill();
      shift.await("refusals", () -> shift.unavailable.get() >= REFUSALS);
      ward.requireReadableLog();
      ward.databaseDisk.empty();
      ended = !ward.databaseRuns();
      if (ended) {
        ward.startDatabase();
      }
      recovered = recovered(shift, ward.desk());
      shift.await(SOME);
    }
    ward.requireNothingLost(shift);
    tell("database's disk full" + (ended ? " (the server ended itself)" : ""), shift, recovered);
  }

  /** Published files, the host's own log, what the signer has signed last. */
  @Test
  @Order(4)
  void aFullDiskOfTheLogOrTheSignerStopsTheLogAndNothingElse() throws Exception {
    for (SmallDisk disk : List.of(ward.dataDisk, ward.keysDisk)) {
      requireSmall(disk);
      Shift shift = ward.shift();
      double recovered;
      try (shift) {
        shift.await(SOME);
        disk.fill();
        shift.await("the log's stop", () -> missing().contains("log: stopped: "));
        long stopped = ward.published();
        shift.await(SOME);
        ward.requireReadableLog();
        disk.empty();
        recovered = recovered(shift, ward.desk());
        shift.await("the log", () -> ward.published() > stopped);
      }
      ward.requireNothingLost(shift);
      tell("disk full of " + (disk == ward.dataDisk ? "log" : "signer"), shift, recovered);
    }
  }

  private static String missing() {
    return ward.ready().body().path("missing").toString();
  }

  private static void requireSmall(SmallDisk disk) {
    if (!disk.mounted()) {
      System.out.println("FaultsIT fills no disk: this machine does not let a test mount one.");
    }
    assumeTrue(disk.mounted(), "no disk can be mounted");
  }

  @Test
  @Order(5)
  void whoeverIsKilledWhileHeWritesHasWrittenOnceOrNotAtAll() throws Exception {
    Shift shift = ward.shift();
    shift.hostMayDie();
    double slowest = 0;
    try (shift) {
      for (int i = 0; i < KILLS; i++) {
        shift.await(SOME);
        ward.killHost();
        ward.startHost();
        slowest = Math.max(slowest, recovered(shift, ward.desk()));
      }
      shift.await(SOME);
    }
    ward.requireNothingLost(shift);
    tell("host killed, " + KILLS + " times", shift, slowest);
  }

  /** What anybody can see while the database is away. */
  private static void meanwhile(Shift shift, Desk desk) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AWAY);
    do {
      Stream.<Supplier<Answer>>of(
              () -> desk.get(ward.url(), "/api/access/sessions/current"),
              () -> desk.get(ward.url(), "/api/audit/sightings"),
              () -> desk.get(ward.url(), "/api/families"),
              () -> desk.get(ward.url(), "/api/releases"),
              ward::signIn)
          .map(CompletableFuture::supplyAsync)
          .toList()
          .forEach(answer -> shift.requireProperly(answer.join()));
      Answer ready = ward.ready();
      assertEquals(503, ready.status(), ready.text());
      assertTrue(ready.body().path("missing").toString().contains("database: "), ready.text());
      assertTrue(ready.retryAfter().matches("[1-9][0-9]*"), ready.text());
      assertEquals(200, desk.get(ward.url(), "/health/live").status());
    } while (System.nanoTime() < end);
    ward.requireReadableLog();
  }

  /** Seconds until somebody's work is done again and the host says it is ready. */
  private static double recovered(Shift shift, Desk desk) {
    long began = System.nanoTime();
    int done = shift.registered.get();
    shift.await("work again", () -> shift.registered.get() > done);
    double seconds = (System.nanoTime() - began) / 1e9;
    shift.await("ready again", () -> ward.ready().status() == 200);
    String mine = "/api/access/sessions/current";
    shift.await("everybody", () -> desk.get(ward.url(), mine).status() == 200);
    return seconds;
  }

  /** A line for whom nothing was lost. */
  private static void tell(String what, Shift shift, double recovered) {
    TABLE.add(
        String.format(Locale.ROOT, "  %s: %s; work again after %.1f s", what, shift, recovered));
    assertTrue(
        !CAMPAIGN || recovered <= RECOVERED_SECONDS, () -> what + " recovered in " + recovered);
    assertTrue(
        !CAMPAIGN || shift.slowest.get() / 1e9 <= Shift.BOUND_SECONDS, () -> what + ": " + shift);
  }

  private static void signal(ProcessHandle process, String name) throws Exception {
    String pid = Long.toString(process.pid());
    assertEquals(0, new ProcessBuilder("kill", "-s", name, pid).start().waitFor());
  }
}
