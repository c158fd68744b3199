// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.itests.clauses.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What the operator's page says of the data, command by command, on a host with clusters of a
 * Debian PostgreSQL: what was acknowledged comes back, a database behind the log is told, a standby
 * takes over under load.
 */
class DataPageIT {
  /** In this order: each goes on with what the one before it left. */
  static final List<String> SECTIONS =
      List.of(
          "Back up",
          "Restore",
          "Rotate the log's key",
          "Set back",
          "Another server takes over",
          "Reads from a standby");

  private static final String PEOPLE = "select string_agg(id::text, ',') from persons.person";

  /** Sessions that wait for the standby. */
  private static final String WAITING =
      " from pg_stat_activity where usename = 'fole_app' and wait_event = 'SyncRep' and ";

  private static final String REGISTERING =
      "pid in (select pid from pg_locks where relation = 'persons.person'::regclass"
          + " and mode = 'RowExclusiveLock')";
  private static final String REGISTERS = "select count(*) > 0" + WAITING + REGISTERING;
  private static final String END_IT =
      "select count(pg_terminate_backend(pid))" + WAITING + REGISTERING;
  private static final String LOOKING_UP =
      "select count(*) >= %d" + WAITING + "query like '%%pg_logical_emit_message%%'";

  private final Path home;
  private final Debian debian;
  private final Map<String, List<Page.Call>> page;

  DataPageIT() throws IOException {
    home = Desk.directory("data");
    debian = new Debian(Files.createDirectory(home.resolve("clusters")));
    page =
        Page.read(Path.of(System.getProperty("fole.root", "../.."), "api/OPERATOR.md")).sections();
  }

  @Test
  @Clause("R-90")
  @Clause("R-93")
  void everyCommandAboutTheDataDoesWhatThePageSays() throws Exception {
    assumeTrue(Debian.isHere(), "not run: no programs of PostgreSQL 15 in " + Debian.BINARIES);
    var settings =
        Map.of(
            "FOLE_DATABASE", debian.address(),
            "FOLE_REPLICA", debian.replica(),
            "FOLE_PORT", Integer.toString(Debian.freePort()),
            "FOLE_LOG_PLACES", home.resolve("place").toString());
    try (debian) {
      debian.begin();
      try (DemonstrationHost host = DemonstrationHost.start(home, settings)) {
        Desk desk = new Desk(home, host).with(debian.settings(), Debian.shell());
        whatWasAcknowledgedAfterTheBackupComesBack(desk, host);
        run(desk, "Rotate the log's key");
        aDatabaseBehindTheLogIsTold(desk, host);
        aStandbyTakesOverUnderLoad(desk, host);
      }
    }
  }

  private void run(Desk desk, String section) throws IOException, InterruptedException {
    run(desk, section, page.getOrDefault(section, List.of()));
  }

  private static void run(Desk desk, String section, List<Page.Call> calls)
      throws IOException, InterruptedException {
    assertTrue(!calls.isEmpty(), "nothing under " + section);
    List<String> wrong = desk.wrong(calls);
    assertEquals(List.of(), wrong, () -> section + "\n" + String.join("\n", wrong));
  }

  private void whatWasAcknowledgedAfterTheBackupComesBack(Desk desk, DemonstrationHost host)
      throws Exception {
    try (var clerks = clerks(host)) {
      clerks.register(2);
      run(desk, "Back up");
      clerks.register(5);
      debian.lose("one");
      run(desk, "Restore");
      clerks.register(2);
      assertEquals(List.of(), List.copyOf(clerks.refused));
      assertEquals(9, clerks.acknowledged.size());
      assertEquals(clerks.acknowledged, people(debian.port), "nothing lost, nothing twice");
    }
    complete(desk, "log", 0);
  }

  private void aDatabaseBehindTheLogIsTold(Desk desk, DemonstrationHost host) throws Exception {
    List<Page.Call> calls = page.getOrDefault("Set back", List.of());
    int freeze = 0;
    while (!calls.get(freeze).command().contains("keys freeze")) {
      freeze++;
    }
    run(desk, "Set back", calls.subList(0, freeze));
    String before = checkpoint(desk, "log");
    try (var clerks = clerks(host)) {
      clerks.register(3);
      assertEquals(List.of(), List.copyOf(clerks.refused));
      assertEquals(before, checkpoint(desk, "log"), "the register works, the log does not");
      run(desk, "Set back", calls.subList(freeze, calls.size()));
      assertEquals(2 + 3, people(debian.port).size(), "those of the backup, those since");
      assertTrue(people(debian.port).containsAll(clerks.acknowledged));
    }
    assertEquals(before, checkpoint(desk, "log"), "the ended log stays as it is");
    complete(desk, "log-2 --former $FOLE_DATA/log", 3);
  }

  private void aStandbyTakesOverUnderLoad(Desk desk, DemonstrationHost host) throws Exception {
    List<Page.Call> calls = page.getOrDefault("Another server takes over", List.of());
    int promote = 0;
    while (!calls.get(promote).command().contains("promote")) {
      promote++;
    }
    run(desk, "Another server takes over", calls.subList(0, promote));
    var before = people(debian.port);
    try (var clerks = clerks(host)) {
      theStandbyAnswersReads(desk, clerks);
      whatTheStandbyMayLackIsNotAcknowledged(clerks);
      clerks.begin(3);
      clerks.await(20);
      Path kept = Files.writeString(home.resolve("kept"), checkpoint(desk, "log-2"));
      debian.kill("one");
      run(desk, "Another server takes over", calls.subList(promote, calls.size()));
      clerks.await(20);
      clerks.end();
      assertEquals(List.of(), List.copyOf(clerks.refused));
      before.addAll(clerks.acknowledged);
      assertEquals(before, people(debian.standbyPort), "nothing lost, nothing twice");
      complete(desk, "log-2 --former $FOLE_DATA/log", 3);
      Desk.Answer full =
          desk.run("java -jar fole-verify.jar full $FOLE_DATA/log-2 --earlier " + kept);
      assertEquals(3, full.status(), full.said());
      System.out.printf(
          "failover: %d registered over a server killed under load, 0 lost, 0 twice%n",
          clerks.acknowledged.size());
    }
  }

  /** Until now there was none, and the host was the same. */
  private void theStandbyAnswersReads(Desk desk, Clerks clerks) throws Exception {
    String person = people(debian.port).first();
    String entries = "select count(*) from journal.event where type = 'persons.viewed'";
    String served =
        "curl -s $FOLE_URL/metrics | grep -c 'fole_reads_total{source=\"replica\"} [1-9]'";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    int read = 0;
    do {
      assertTrue(System.nanoTime() < end, () -> metrics(desk));
      clerks.view(person);
      read++;
    } while (desk.run(served).status() != 0);
    assertEquals(Integer.toString(read), debian.one(debian.port, entries), "one entry each");
    run(desk, "Reads from a standby");
  }

  private static String metrics(Desk desk) {
    try {
      return desk.run("curl -s $FOLE_URL/metrics | grep -E 'replica|reads'").said();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  /** A session that waits for the standby is ended: its commit is seen, and not kept yet. */
  private void whatTheStandbyMayLackIsNotAcknowledged(Clerks clerks) throws Exception {
    debian.run("pg_ctl -D $STANDBY -m fast -w stop");
    String key = UUID.randomUUID().toString();
    Future<?> first = clerks.registering(key);
    await(REGISTERS, first);
    debian.one(debian.port, END_IT);
    await(LOOKING_UP.formatted(1), first);
    Future<?> repeated = clerks.registering(key);
    await(LOOKING_UP.formatted(2), repeated);
    assertFalse(first.isDone(), "acknowledged without the standby");
    debian.run("pg_ctl -D $STANDBY -l $STANDBY.log -w start");
    first.get(2, TimeUnit.MINUTES);
    repeated.get(2, TimeUnit.MINUTES);
    assertEquals(List.of(), List.copyOf(clerks.refused));
    assertEquals(1, clerks.acknowledged.size());
  }

  /** Waits until the primary says so, and the answer is not there before. */
  private void await(String question, Future<?> answer) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (debian.one(debian.port, question).equals("f")) {
      assertFalse(answer.isDone(), "acknowledged without the standby");
      assertTrue(System.nanoTime() < end, "never true: " + question);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static void complete(Desk desk, String log, int status)
      throws IOException, InterruptedException {
    Desk.Answer answer = desk.run("java -jar fole-verify.jar complete $FOLE_DATA/" + log);
    assertEquals(status, answer.status(), answer.said());
    assertTrue(answer.said().contains("sound: "), answer.said());
  }

  private static Clerks clerks(DemonstrationHost host) throws IOException, InterruptedException {
    String password = Files.readString(host.data().resolve("demonstration-password")).strip();
    return new Clerks(host.url(), password);
  }

  private static String checkpoint(Desk desk, String log) throws IOException {
    return Files.readString(desk.at("FOLE_DATA").resolve(log).resolve("checkpoint"));
  }

  private TreeSet<String> people(int port) throws SQLException {
    return new TreeSet<>(List.of(debian.one(port, PEOPLE).split(",")));
  }
}
