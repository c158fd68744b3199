// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.hosts.OneHost.Installation;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the database's administrator changes past a running host: it fails, or the trail says so by
 * his name, or the operator is told (decision 0027).
 */
class ByHandIT {
  private static final String PASSWORD = "abcd-efgh-2345-6789";
  private static final String ORDER = "set fole.by_hand = 'order 12/2026'";
  private static final String NO_ENTRY = "FO010";
  private static final String NOT_EMPTIED = "FO012";

  private static Path directory;
  private static TestDatabase database;
  private static OneHost host;
  private static Desk worker;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "by-hand");
    database = BuildPostgres.create();
    var installation = new Installation(database, directory.resolve("keys"), PASSWORD);
    var archive = Path.of(System.getProperty("fole.root"), "host/launcher/target/fole-host.jar");
    host = OneHost.start(archive, Files.createDirectories(directory.resolve("host")), installation);
    worker = Desk.signedIn(host.url(), "pmf.tirana", PASSWORD);
  }

  @AfterAll
  static void stop() {
    host.close();
    database.close();
  }

  @Test
  @Clause("R-90")
  @Clause("R-109")
  void withoutAReasonNoChangeByHandCommits() throws SQLException {
    String id = registered();
    String before = row(id);
    String where = " where id = '" + id + "'";
    assertEquals(NO_ENTRY, refused("update persons.person set version = version + 1" + where));
    assertEquals(NO_ENTRY, refused("update persons.person set municipality = '10'" + where));
    assertEquals(NO_ENTRY, refused("delete from persons.token where person = '" + id + "'"));
    assertEquals(
        NO_ENTRY,
        refused("insert into persons.token (person, token) values ('" + id + "', sha256('x'))"));
    assertEquals(NO_ENTRY, refused("update access.account set state = state"));
    assertEquals(NO_ENTRY, refused("update access.policy set ground = ground"));
    assertEquals(NO_ENTRY, refused("update cases.exit_path set ground = ground"));
    for (String table : List.of("persons.token", "cases.transfer", "families.term", "audit.hold")) {
      assertEquals(NOT_EMPTIED, refused("truncate " + table), table);
      assertEquals(NOT_EMPTIED, refused("set fole.by_hand = 'order 1'; truncate " + table), table);
    }
    assertEquals(
        NO_ENTRY,
        refused("set session_replication_role = replica; update persons.person set version = 9"));
    assertEquals(before, row(id));
    assertEquals(200, worker.get(host.url(), "/api/persons/" + id).status());
  }

  @Test
  @Clause("R-37")
  @Clause("R-90")
  @Clause("R-111")
  void withAReasonTheTrailSaysWhoDidIt() throws SQLException {
    String id = registered();
    hand(ORDER, "update persons.person set version = version + 1 where id = '" + id + "'");
    var officer = Desk.signedIn(host.url(), "dpo", PASSWORD, "DATA_PROTECTION");
    awaiting("the entry of the person's version", () -> !changedByHand(officer, id).isEmpty());
    var entries = changedByHand(officer, id);
    assertEquals(1, entries.size(), "exactly one entry: " + entries);
    String leaf = leaf(officer, entries.get(0));
    assertTrue(leaf.contains("store.changed-by-hand"), leaf);
    assertTrue(leaf.contains("store.by-hand") || leaf.contains("SYSTEM"), leaf);
    List<String> works =
        texts(
            "select e.entry::text from journal.event e join journal.hand_record r"
                + " on r.hand = e.record where e.type = 'store.worked-by-hand' and r.record = '"
                + id
                + "'");
    assertEquals(1, works.size());
    String work = leaf(officer, works.get(0));
    assertTrue(work.contains("store.worked-by-hand"), work);
    assertEquals(
        List.of("persons.person db:" + user() + " order 12/2026"),
        texts(
            "select concat_ws(' ', facts ->> 'table', facts ->> 'user', facts ->> 'reference')"
                + " from journal.event where entry = '"
                + works.get(0)
                + "'"));
    assertEquals(
        200,
        worker.send(host.url(), "GET", "/api/persons/" + id, null, Map.of()).status(),
        "the record is still read");
  }

  @Test
  @Clause("R-93")
  @Clause("R-97")
  @Clause("R-108")
  void aTriggerSwitchedOffIsToldToTheOperatorWithWhatWasChangedMeanwhile() throws SQLException {
    String id = registered();
    hand(
        "begin",
        "alter table persons.person disable trigger entered",
        "update persons.person set version = version + 1 where id = '" + id + "'",
        "commit");
    awaiting("health says so", () -> warned("persons.person: the trigger is off"));
    assertTrue(warned(id + " has version 2, its newest entry 1 of 1"), host.health().text());
    assertEquals(200, host.health().status(), "a warning keeps no request away");
    String figures = worker.get(host.url(), "/metrics").text();
    assertTrue(figures.contains("\nfole_tables_unguarded 1"), figures);
    assertTrue(figures.contains("\nfole_rows_without_entry 1"), figures);
    hand("alter table persons.person enable always trigger entered");
    awaiting("the trigger is on", () -> !warned("persons.person: the trigger is off"));
    assertTrue(warned(id + " has version 2"), "what was changed stays found");
  }

  private static boolean warned(String said) {
    return host.health().text().contains(said);
  }

  /** Entries of a change by hand, as the data-protection officer is told them. */
  private static List<String> changedByHand(Desk officer, String person) {
    var seen = officer.get(host.url(), "/api/audit/sightings?person=" + person);
    assertEquals(200, seen.status(), seen.text());
    List<String> entries = new ArrayList<>();
    for (var item : seen.body().path("items")) {
      var told = item.path("told");
      if (told.path("type").asText().equals("store.changed-by-hand")) {
        assertEquals("CHANGED", item.path("act").path("code").asText(), seen.text());
        entries.add(told.path("entry").asText());
      }
    }
    return entries;
  }

  /** The bytes of an entry, once it has its place in the signed log. */
  private static String leaf(Desk officer, String entry) {
    String path = "/api/audit/proofs/" + entry + "/leaf";
    awaiting("the place of " + entry, () -> officer.get(host.url(), path).status() == 200);
    return officer.get(host.url(), path).text();
  }

  private static String registered() {
    var made = worker.send(host.url(), "POST", "/api/persons", Desk.child("Hoxha"), Map.of());
    assertEquals(201, made.status(), made.text());
    return made.id();
  }

  private static String row(String id) throws SQLException {
    return texts(
            "select md5(p::text) || (select count(*) from persons.token t where t.person = p.id)"
                + " from persons.person p where p.id = '"
                + id
                + "'")
        .get(0);
  }

  private static String user() throws SQLException {
    return texts("select session_user::text").get(0);
  }

  private static void awaiting(String what, BooleanSupplier state) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /** The SQL state a superuser is refused with who gives no reason. */
  private static String refused(String sql) {
    return String.valueOf(assertThrows(SQLException.class, () -> hand(sql), sql).getSQLState());
  }

  private static void hand(String... statements) throws SQLException {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("reset fole.by_hand; set fole.by_hand = ''");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> texts(String sql) throws SQLException {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
      return texts;
    }
  }
}
