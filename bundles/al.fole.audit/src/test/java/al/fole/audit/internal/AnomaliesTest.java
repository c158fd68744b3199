// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.database.LoginRole;
import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.event.Notice;
import al.fole.itests.clauses.Clause;
import al.fole.keys.internal.CheckpointSigner;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SubjectVault;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is out of the ordinary, and that ordinary work is not. */
final class AnomaliesTest {
  private static final TestActor CONTROL = TestActor.of("SHSSH_CONTROL", "KONTROLLI");
  private static final TestActor WORKER = TestActor.of("PMF", "B53");
  private static final ZonedDateTime MORNING =
      LocalDate.of(2026, 10, 14).atTime(8, 0).atZone(ZoneId.of("Europe/Tirane"));

  private final StoreFixture fixture;
  private final Store store;
  private final AuditSchema schema;
  private final LogKeeper keeper;
  private final TraceKeeper trace;
  private final Anomalies anomalies;
  private long index = 1_000_000;

  /** Something was written down. */
  @EventType(name = "sample.noted", ground = "VKM-2026 n.7/2.1/b")
  record Noted(UUID child, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", child);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  AnomaliesTest(@TempDir Path home) {
    var keys = FileKeys.open(home.resolve("keys"), true);
    var seals = new NodeSeals(keys);
    fixture = StoreFixture.create(seals, new SubjectVault(keys)).withAccess();
    schema = new AuditSchema(fixture.database());
    store = schema.store();
    var sealer = new PatientSource(fixture.postgres().source(LoginRole.SEALER)).source();
    keeper =
        new LogKeeper(
            sealer,
            seals,
            new CheckpointSigner(keys),
            home.resolve("log"),
            new Places(List.of()),
            event -> {},
            Duration.ZERO);
    trace = new TraceKeeper(sealer);
    anomalies = new Anomalies(schema, new FakeAccess(Set.of(Anomalies.PERMISSION)));
  }

  @AfterEach
  void close() {
    trace.close();
    keeper.close();
    fixture.close();
  }

  @Test
  @Clause("R-110")
  void manyPersonsSeenWithinAnHour() throws Exception {
    for (int i = 0; i < 10; i++) {
      did(WORKER, "SEEN", MORNING.plusMinutes(i * 5L), 50, 1);
    }
    assertEquals(List.of("MASS_READS 500 B53"), found());
  }

  @Test
  void thatManyInADayAreNoneWithinAnHour() throws Exception {
    for (int i = 0; i < 20; i++) {
      did(WORKER, "SEEN", MORNING.plusMinutes(i * 20L), 50, 1);
    }
    assertEquals(List.of(), found());
  }

  @Test
  @Clause("R-111")
  void attemptsOutOfScope() throws Exception {
    did(WORKER, "REFUSED", MORNING, 0, 1);
    did(WORKER, "REFUSED", MORNING.plusHours(3), 0, 4);
    assertEquals(List.of("OUT_OF_SCOPE 5 B53"), found());
  }

  @Test
  void filesSeenAtNight() throws Exception {
    for (int i = 0; i < 5; i++) {
      did(WORKER, "SEEN", MORNING.withHour(22).plusMinutes(i * 45L), 1, 1);
    }
    assertEquals(List.of("NIGHT_ACCESS 5 B53"), found().stream().distinct().toList());
  }

  @Test
  void emergencyAccessAtNightIsReviewedElsewhere() throws Exception {
    for (int i = 0; i < 8; i++) {
      did(WORKER, "EMERGENCY", MORNING.withHour(23).plusMinutes(i * 5L), 1, 1);
    }
    assertEquals(List.of(), found());
  }

  @Test
  void ordinaryWorkRaisesNone() throws Exception {
    for (int day = 0; day < 5; day++) {
      ZonedDateTime at = MORNING.plusDays(day);
      for (int i = 0; i < 40; i++) {
        did(WORKER, "SEEN", at.plusMinutes(i * 12L), 1, 1);
        did(WORKER, "CHANGED", at.plusMinutes(i * 12L + 3), 1, 1);
      }
      for (int i = 0; i < 8; i++) {
        did(WORKER, "SEEN", at.plusHours(i), 50, 1);
      }
      did(WORKER, "REFUSED", at.plusHours(2), 0, 1);
      did(WORKER, "REFUSED", at.plusHours(6), 0, 1);
      did(WORKER, "SEEN", at.withHour(6), 1, 1);
    }
    assertEquals(List.of(), found());
  }

  @Test
  void anAccountIsNotCountedForAnother() throws Exception {
    for (int i = 0; i < 10; i++) {
      did(TestActor.of("PMF", "B53"), "SEEN", MORNING.plusMinutes(i), 99, 1);
    }
    assertEquals(List.of(), found());
  }

  @Test
  void thresholdsAreData() throws Exception {
    did(WORKER, "REFUSED", MORNING, 0, 2);
    assertEquals(List.of(), found());
    execute("update audit.anomaly_rule set threshold = 2 where code = 'OUT_OF_SCOPE'");
    assertEquals(List.of("OUT_OF_SCOPE 2 B53"), found());
    execute("update audit.anomaly_rule set valid_to = '2026-01-02' where code = 'OUT_OF_SCOPE'");
    assertEquals(List.of(), found());
  }

  @Test
  void whatIsCountedComesFromTheEntries() throws Exception {
    UUID child = UUID.randomUUID();
    store.write(WORKER, tx -> tx.record(new Noted(child, 1), List.of()));
    look(List.of(child));
    look(Stream.generate(UUID::randomUUID).limit(40).toList());
    store.note(WORKER, Notice.refused("cases.view-refused", "forbidden", new Ref("person", child)));
    store.note(WORKER, Notice.refused("access.session-refused", "reauthentication-required", null));
    anomalies.of(CONTROL, null, null);
    trace.tick();
    assertEquals(0, fixture.number("select count(*) from audit.trace"), "not before its place");
    keeper.tick();
    trace.tick();
    trace.tick();
    assertEquals(4, fixture.number("select count(*) from audit.trace"));
    assertEquals(
        4, fixture.number("select count(*) from audit.trace where actor = ?", WORKER.who()));
    assertEquals(1, fixture.number("select count(*) from audit.trace where act = 'CHANGED'"));
    assertEquals(41, fixture.number("select sum(persons) from audit.trace where act = 'SEEN'"));
    assertEquals(1, fixture.number("select count(*) from audit.trace where act = 'REFUSED'"));
    assertEquals(
        fixture.number("select count(*) from journal.sequence"),
        anomalies.of(CONTROL, null, null).counted());
  }

  @Test
  void readingThemIsAnEntryAndWantsTheRight() {
    anomalies.of(CONTROL, null, null);
    var types = fixture.types();
    assertEquals("audit.anomalies-read", types.get(types.size() - 1));
    var nobody = new Anomalies(schema, new FakeAccess(Set.of()));
    assertEquals(
        "forbidden", assertThrows(Problem.class, () -> nobody.of(CONTROL, null, null)).rule());
    assertEquals(
        "period-range",
        assertThrows(
                Problem.class,
                () -> anomalies.of(CONTROL, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 1)))
            .rule());
  }

  private void look(List<UUID> persons) {
    store.read(
        WORKER,
        tx -> {
          tx.disclose(Notice.disclosed("persons.searched", "VKM-2026 n.8/2/a", null, persons));
          return 0;
        });
  }

  private List<String> found() {
    LocalDate from = MORNING.toLocalDate();
    return anomalies.of(CONTROL, from, from.plusDays(9)).items().stream()
        .map(item -> item.rule().code() + " " + item.measured() + " " + item.unit())
        .toList();
  }

  private void did(TestActor actor, String act, ZonedDateTime at, int persons, int times)
      throws SQLException {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement =
            connection.prepareStatement(
                """
                insert into audit.trace (log_index, entry, at, actor, role, unit, act, persons, times)
                values (?, gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?)
                """)) {
      statement.setLong(1, index++);
      statement.setObject(2, at.toOffsetDateTime());
      statement.setObject(3, actor.who());
      statement.setString(4, actor.role());
      statement.setString(5, actor.unit());
      statement.setString(6, act);
      statement.setInt(7, persons);
      statement.setInt(8, times);
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
