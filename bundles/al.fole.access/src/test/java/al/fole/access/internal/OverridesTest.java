// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.access.internal.Overrides.BreakGlass;
import al.fole.access.internal.Overrides.Judge;
import al.fole.access.internal.Overrides.Review;
import al.fole.database.LoginRole;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The glass is broken for an hour, others hear of it, and somebody else judges. */
class OverridesTest {
  private final AccessWorld world = new AccessWorld();
  private final Overrides overrides = new Overrides(world.store, world.access);
  private final Actor worker = TestActor.of("PMF", "B53");
  private final Actor head = TestActor.of("NJMF_HEAD", "B53");
  private final Actor officer = TestActor.of("DPO", "N");
  private final UUID careCase = UUID.randomUUID();
  private final UUID child = UUID.randomUUID();

  @BeforeEach
  void aCaseInDurres() {
    opened(careCase, careCase, "RESPONSIBLE");
    opened(child, careCase, "CASE");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void opened(UUID subject, UUID via, String relation) {
    world.superuser(
        "insert into access.scope (subject, via, unit, relation, opened_on) values ('%s', '%s', 'B10', '%s', current_date)"
            .formatted(subject, via, relation));
  }

  private void seal(UUID subject) {
    world.superuser(
        "insert into access.standing (subject, state, since) values ('%s', 'SEALED', now())"
            .formatted(subject));
  }

  private boolean reaches(Actor actor, UUID subject) {
    var scope =
        new Scope(
            false,
            List.of("B53"),
            List.of(actor.who()),
            List.of("OPEN", "CLOSED"),
            List.of(),
            Map.of());
    return world.store.read(actor, tx -> tx.mapper(OverrideMapper.class).reaches(subject, scope));
  }

  private UUID broken() {
    return overrides.open(worker, new BreakGlass(careCase, "fëmijë në rrezik")).id();
  }

  private Review review(UUID id) {
    return overrides.reviews(head).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCaseAndItsChildAreOpenForAnHour() {
    assertFalse(reaches(worker, careCase));
    UUID id = broken();
    assertTrue(reaches(worker, careCase));
    assertTrue(reaches(worker, child));
    assertFalse(reaches(TestActor.of("PMF", "B53"), careCase));
    assertEquals(
        2,
        world.fixture.number(
            "select count(*) from access.scope where via = ? and until - now() between interval '59 minutes' and interval '60 minutes'",
            id));
    world.superuser(
        "update access.scope set until = now() - interval '1 second' where via = '" + id + "'");
    assertFalse(reaches(worker, careCase));
    assertFalse(reaches(worker, child));
  }

  /** What holds a person without being his case. */
  @Test
  void aFamilyIsOpenWithAnAdultOfIt() {
    UUID family = UUID.randomUUID();
    UUID adult = UUID.randomUUID();
    opened(family, family, "RESPONSIBLE");
    opened(adult, family, "FAMILY");
    overrides.open(worker, new BreakGlass(adult, "fëmijë në rrezik"));
    assertTrue(reaches(worker, adult));
    assertTrue(reaches(worker, family));
    assertFalse(reaches(worker, careCase));
  }

  @Test
  void theEntrySaysThatTheGlassWasBrokenAndNamesTheChild() {
    UUID id = broken();
    assertEquals(1, world.entries("access.glass-broken"));
    assertEquals(
        1,
        world.fixture.number(
            """
            select count(*) from journal.entry e
              join journal.event v on v.entry = e.id
              join journal.event_subject s on s.entry = e.id
             where v.record = ? and s.subject = ?
               and position('\\x001c000b425245414b5f474c415353'::bytea in e.leaf) > 0""",
            id,
            child));
  }

  @Test
  void aSealedRecordIsNotThere() {
    seal(child);
    var sealed =
        refusedWith("not-found", () -> overrides.open(worker, new BreakGlass(careCase, "rrezik")));
    var nothing =
        refusedWith(
            "not-found", () -> overrides.open(worker, new BreakGlass(UUID.randomUUID(), "rrezik")));
    assertEquals(nothing.getMessage(), sealed.getMessage());
    assertEquals(nothing.more(), sealed.more());
    assertFalse(reaches(worker, careCase));
  }

  @Test
  void aReasonIsNeededAndARoleThatMay() {
    refusedWith("text-blank", () -> overrides.open(worker, new BreakGlass(careCase, " ")));
    for (String[] other :
        new String[][] {
          {"SHSSH_HQ", "N"},
          {"SHSSH_ADMIN", "N"},
          {"DPO", "N"},
          {"SHSSH_CONTROL", "KONTROLLI"},
          {"MIN_POLICY", "MINISTRIA"}
        }) {
      refusedWith(
          "forbidden",
          () ->
              overrides.open(TestActor.of(other[0], other[1]), new BreakGlass(careCase, "rrezik")));
    }
  }

  @Test
  void supervisorsAndTheOfficerAreToldAndNobodyElse() {
    UUID id = broken();
    for (Actor told : List.of(head, TestActor.of("BASHKI_SOC_DIR", "D53"), officer)) {
      var mine = overrides.notices(told).stream().filter(it -> it.about().equals(id)).toList();
      assertEquals(1, mine.size(), told.role());
      overrides.acknowledge(told, mine.get(0).id());
      refusedWith("already-acknowledged", () -> overrides.acknowledge(told, mine.get(0).id()));
    }
    Actor elsewhere = TestActor.of("NJMF_HEAD", "B10");
    assertTrue(overrides.notices(elsewhere).stream().noneMatch(it -> it.about().equals(id)));
    assertTrue(overrides.reviews(elsewhere).stream().noneMatch(it -> it.id().equals(id)));
    refusedWith(
        "not-found", () -> overrides.judge(elsewhere, id, new Judge("JUSTIFIED", "nuk më takon")));
    refusedWith("forbidden", () -> overrides.notices(worker));
  }

  @Test
  void somebodyElseJudgesOnce() {
    UUID id = broken();
    assertEquals("fëmijë në rrezik", review(id).reason());
    refusedWith("outcome-code", () -> overrides.judge(head, id, new Judge("FINE", "po")));
    refusedWith("text-blank", () -> overrides.judge(head, id, new Judge("JUSTIFIED", "")));
    overrides.judge(head, id, new Judge("JUSTIFIED", "u verifikua"));
    Review judged = review(id);
    assertEquals("JUSTIFIED", judged.outcome());
    assertEquals(head.who(), judged.reviewedBy());
    assertEquals("u verifikua", judged.remark());
    refusedWith(
        "already-reviewed", () -> overrides.judge(officer, id, new Judge("JUSTIFIED", "po")));
    assertEquals(1, world.entries("access.break-glass-reviewed"));
  }

  @Test
  void whoBrokeItDoesNotJudgeItThoughHeIsTheHead() {
    UUID id = overrides.open(head, new BreakGlass(careCase, "rrezik")).id();
    refusedWith("review-by-another", () -> overrides.judge(head, id, new Judge("JUSTIFIED", "po")));
    overrides.judge(officer, id, new Judge("UNJUSTIFIED", "pa arsye"));
    assertEquals("UNJUSTIFIED", review(id).outcome());
  }

  /** The row itself refuses it, whatever the domain says. */
  @Test
  void theTableKnowsItToo() {
    UUID id = broken();
    var refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                world.superuser(
                    "update access.break_glass set outcome = 'JUSTIFIED', reviewed_by = actor, reviewed_at = now() where id = '"
                        + id
                        + "'"));
    assertEquals("23514", ((SQLException) requireNonNull(refused.getCause())).getSQLState());
  }

  @Test
  void whatNobodyHasJudgedWithin72HoursIsOverdue() {
    UUID id = broken();
    Review fresh = review(id);
    assertFalse(fresh.overdue());
    assertTrue(
        Duration.between(fresh.openedAt(), fresh.dueAt())
                    .minus(Overrides.JUDGED_WITHIN)
                    .abs()
                    .compareTo(Duration.ofMinutes(1))
                < 0
            || fresh.dueAt().isAfter(fresh.openedAt().plus(Overrides.JUDGED_WITHIN)));
    world.superuser(
        "update access.break_glass set due_at = now() - interval '1 second' where id = '"
            + id
            + "'");
    assertTrue(review(id).overdue());
  }

  @Test
  void theSecondWallKeepsItFromOthers() throws SQLException {
    UUID id = broken();
    try (var connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        var statement = connection.createStatement()) {
      for (String table :
          List.of("access.break_glass", "access.notice", "access.seal", "access.unsealing")) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertEquals(0, row.getLong(1), table);
        }
      }
    }
    Actor elsewhere = TestActor.of("NJMF_HEAD", "B10");
    assertTrue(
        world.store.read(elsewhere, tx -> tx.mapper(OverrideMapper.class).reviews(200)).stream()
            .noneMatch(it -> it.id().equals(id)));
  }
}
