// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kill -9 of the host, of the PostgreSQL session at work or of the whole server, while a change is
 * held at a numbered point: nothing acknowledged is lost, nothing is done twice, no row without
 * entry, no entry without row, one log.
 */
class KilledAtAPointIT {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long CONVERGED_MILLIS = 5_000;

  private enum Victim {
    HOST,
    BACKEND,
    POSTMASTER
  }

  private record Kill(Step step, Victim victim) {}

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "persons without exactly one entry",
          """
          select count(*) from persons.person p where 1 <> (
            select count(*) from journal.event e join journal.entry n on n.id = e.entry
            where e.type = 'persons.registered' and e.record = p.id)""",
          "entries without a person",
          """
          select count(*) from journal.event e where e.type = 'persons.registered'
            and not exists (select 1 from persons.person p where p.id = e.record)""",
          "entries without what they tell, or the other way round",
          """
          select count(*) from journal.entry n full join journal.event e on e.entry = n.id
          where n.id is null or e.entry is null""",
          "entries without a place, or places without an entry",
          """
          select count(*) from journal.entry n full join journal.sequence s on s.entry = n.id
          where n.id is null or s.entry is null""",
          "holes and doubles among the places",
          "select coalesce(max(log_index), -1) + 1 - count(distinct entry) from journal.sequence");

  private static Path home;
  private static MortalHost host;
  private static ExecutorService client;

  private final Map<String, String> acknowledged = new LinkedHashMap<>();
  private final Set<String> notes = new TreeSet<>();
  private final Map<Victim, Long> slowest = new EnumMap<>(Victim.class);
  private final Map<Victim, Long> longestAway = new EnumMap<>(Victim.class);
  private Desk desk = new Desk("");

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "killed");
    host = new MortalHost(home);
    client = Executors.newSingleThreadExecutor();
  }

  @AfterAll
  static void stop() {
    client.shutdownNow();
    host.close();
  }

  /** In the build four, in a campaign everybody at every point. */
  private static List<Kill> kills() {
    if (!CAMPAIGN) {
      return List.of(
          new Kill(Step.WRITE_ANSWERED, Victim.BACKEND),
          new Kill(Step.SEQUENCE_ADVANCED, Victim.POSTMASTER),
          new Kill(Step.PUBLISH_CHECKPOINT_READY, Victim.BACKEND),
          new Kill(Step.SIGN_SIGNED, Victim.HOST));
    }
    var kills = new ArrayList<Kill>();
    for (Step step : Step.values()) {
      for (Victim victim : Victim.values()) {
        kills.add(new Kill(step, victim));
      }
    }
    return kills;
  }

  @Test
  void nothingIsLostDoubledOrForkedWhoeverIsKilledWherever() throws Exception {
    desk = Desk.signedIn(host.url(), "pmf.tirana", host.password());
    register();
    for (Kill kill : kills()) {
      killed(kill);
    }
    String said = host.verified(arguments());
    // 3: numbers of transactions that a kill left unresolved are named as such.
    assertTrue(said.matches("(?s)[03]: sound: .*"), said);
    System.out.printf(
        Locale.ROOT,
        "Killed at numbered points: %d times, %d writes acknowledged, %d checkpoints seen; 0 lost,"
            + " 0 doubled, 0 rows without entry, 0 entries without row, 0 forks; back after at most"
            + " (ms) %s, converged within (ms) %s of that; verifier %s%n",
        kills().size(),
        acknowledged.size(),
        notes.size(),
        longestAway,
        slowest,
        said);
    assertTrue(kills().size() >= (CAMPAIGN ? 50 : 4));
    if (CAMPAIGN) {
      assertTrue(
          slowest.values().stream().allMatch(millis -> millis <= CONVERGED_MILLIS),
          slowest.toString());
    }
  }

  private void killed(Kill kill) throws Exception {
    register();
    host.holdAt(kill.step());
    Future<?> written =
        client.submit(
            () -> {
              register();
              return null;
            });
    host.awaitHeld(kill.step());
    look();
    long killed = System.nanoTime();
    switch (kill.victim()) {
      case HOST -> host.killHost();
      case BACKEND -> host.killBackend(kill.step());
      case POSTMASTER -> host.killPostmaster();
    }
    // From when whoever was started again, by us or by himself, is there.
    long began = System.nanoTime();
    long away = TimeUnit.NANOSECONDS.toMillis(began - killed);
    longestAway.merge(kill.victim(), away, Math::max);
    written.get(3, TimeUnit.MINUTES);
    converge(kill.toString());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    slowest.merge(kill.victim(), millis, Math::max);
    System.out.printf(
        "%s at %s: away for %d ms, converged %d ms after%n",
        kill.victim(), kill.step(), away, millis);
    look();
    try (var connection = host.superuser()) {
      for (var question : QUESTIONS.entrySet()) {
        assertEquals(0, number(connection, question.getValue()), kill + ": " + question.getKey());
      }
      assertEquals(
          acknowledged.size(),
          number(connection, "select count(*) from persons.person"),
          "" + kill);
      assertEquals(
          acknowledged.size(),
          number(
              connection,
              "select count(*) from persons.person where id in ('"
                  + String.join("','", acknowledged.values())
                  + "')"),
          kill + ": acknowledged and gone");
    }
  }

  /** Registers somebody, with one key, until it is acknowledged. */
  private void register() {
    String key = UUID.randomUUID().toString();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      var answer =
          desk.send(
              host.url(),
              "POST",
              "/api/persons",
              Desk.child("Hoxha"),
              Map.of("Idempotency-Key", key));
      if (answer.status() == 201) {
        acknowledged.put(key, answer.id());
        return;
      }
      // Whoever starts may answer 404 before the part is there.
      boolean later = answer.elsewhere() || answer.status() == 404;
      assertTrue(later && System.nanoTime() - end < 0, answer.toString());
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Waits until every entry is in the published log. */
  private static void converge(String when) throws SQLException, IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    try (var connection = host.superuser()) {
      while (host.published() < number(connection, "select count(*) from journal.entry")) {
        assertTrue(System.nanoTime() - end < 0, when + ": not published");
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Keeps every signed checkpoint that can be seen now. */
  private void look() throws SQLException, IOException {
    try (var connection = host.superuser();
        var rows = connection.createStatement().executeQuery("select note from audit.checkpoint")) {
      while (rows.next()) {
        notes.add(rows.getString(1));
      }
    }
    for (Path place : host.places()) {
      if (Files.isDirectory(place)) {
        try (var logs = Files.list(place)) {
          for (Path log : logs.toList()) {
            var parts = Files.readString(log.resolve("checkpoints")).split("\n\n", -1);
            for (int i = 0; i + 1 < parts.length; i += 2) {
              notes.add(parts[i] + "\n\n" + parts[i + 1] + "\n");
            }
          }
        }
      }
    }
    Path published = host.log().resolve("checkpoint");
    if (Files.exists(published)) {
      notes.add(Files.readString(published));
    }
  }

  private List<String> arguments() throws IOException {
    var arguments = new ArrayList<String>(List.of("full", host.log().toString()));
    arguments.addAll(List.of("--seal-key", host.keys().resolve("seal.key").toString()));
    Path seen = Files.createDirectories(home.resolve("seen"));
    int number = 0;
    for (String note : notes) {
      Path file = Files.writeString(seen.resolve(Integer.toString(number++)), note);
      arguments.addAll(List.of("--earlier", file.toString()));
    }
    arguments.addAll(List.of("--lang", "en"));
    return arguments;
  }
}
