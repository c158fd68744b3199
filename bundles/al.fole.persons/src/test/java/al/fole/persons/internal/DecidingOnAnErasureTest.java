// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static al.fole.persons.internal.ErasureWorld.byCourt;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.Erasures.ErasureView;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One proposes an erasure, another decides, and of nobody whose records run, are held or kept. */
class DecidingOnAnErasureTest {
  private static ErasureWorld world;

  @BeforeAll
  static void open() {
    world = new ErasureWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void oneProposesAndAnotherApprovesEachProved() {
    PersonId id = world.register(world.tirana, world.somebody());
    var unproved = TestActor.of("NJMF_HEAD", "B53");
    world.refused(
        "reauthentication-required", () -> world.erasures.propose(unproved, id, byCourt()));
    for (Actor actor :
        List.of(world.tirana, world.directorate, world.administrator, world.officer)) {
      world.refused("forbidden", () -> world.erasures.propose(actor, id, byCourt()));
    }
    UUID erasure = world.proposed(id);
    world.refused("erasure-proposed", () -> world.proposed(id));
    world.refused("forbidden", () -> world.erasures.decide(world.proposer, erasure, "APPROVED"));
    var sleepy = TestActor.of("DPO", "N");
    world.refused(
        "reauthentication-required", () -> world.erasures.decide(sleepy, erasure, "APPROVED"));
    var himself =
        world.proved(
            new TestActor(
                world.proposer.who(),
                "DPO",
                "N",
                UUID.randomUUID(),
                "DATA_PROTECTION",
                "PASSWORD",
                "r"));
    world.refused(
        "proposer-is-approver", () -> world.erasures.decide(himself, erasure, "APPROVED"));
    world.refused("outcome-code", () -> world.erasures.decide(world.officer, erasure, "MAYBE"));
    assertFalse(requireNonNull(world.persons.views(world.tirana, List.of(id)).get(id)).erased());
    world.erasures.decide(world.officer, erasure, "REJECTED");
    world.refused(
        "already-decided", () -> world.erasures.decide(world.officer, erasure, "APPROVED"));
    assertEquals(0, world.entries("persons.erased", id));
    world.erase(id);
    assertEquals(1, world.entries("persons.erased", id));
    assertEquals(2, world.entries("persons.erasure-decided", id));
    world.refused("not-found", () -> world.proposed(id));
  }

  @Test
  void itSaysWhatItRestsOnAndNamesNobody() {
    PersonId id = world.register(world.tirana, world.somebody());
    var day = LocalDate.of(2026, 11, 2);
    world.refused("field-missing", () -> world.propose(id, new ProposeErasure(null, "1", day)));
    world.refused(
        "erasure-ground-code", () -> world.propose(id, new ProposeErasure("WISH", "1", day)));
    world.refused(
        "field-missing", () -> world.propose(id, new ProposeErasure("COURT_DECISION", null, day)));
    for (String number : List.of("", "Zana Përmeti", "217 Zana", "217/zana", "1/2/3/4/5/6")) {
      world.refused(
          "decision-number-format",
          () -> world.propose(id, new ProposeErasure("COURT_DECISION", number, day)));
    }
    world.refused(
        "field-missing", () -> world.propose(id, new ProposeErasure("COURT_DECISION", "1", null)));
    assertThrows(
        Problem.class,
        () ->
            world.propose(id, new ProposeErasure("COURT_DECISION", "1", LocalDate.of(2199, 1, 1))));
    assertEquals(0, world.entries("persons.erasure-proposed", id));
  }

  @Test
  void nothingOfHimMayBeRunning() {
    for (var bar :
        Map.of(
                "person-has-open-case", List.of("case", "IN_CARE", "CLOSED"),
                "person-has-open-referral", List.of("referral", "SCREENED", "NOT_SUBSTANTIATED"),
                "person-in-approved-family", List.of("family", "APPROVED", "WITHDRAWN"))
            .entrySet()) {
      PersonId id = world.register(world.tirana, world.somebody());
      UUID erasure = world.proposed(id);
      UUID record = UUID.randomUUID();
      String kind = bar.getValue().get(0);
      world.happened(new Happening.Moved(record, kind, 1, id, bar.getValue().get(1)));
      world.refused(bar.getKey(), () -> world.erasures.decide(world.officer, erasure, "APPROVED"));
      PersonId other = world.register(world.tirana, world.somebody());
      world.happened(new Happening.Moved(UUID.randomUUID(), kind, 1, other, bar.getValue().get(1)));
      world.refused(bar.getKey(), () -> world.proposed(other));
      world.happened(new Happening.Moved(record, kind, 2, id, bar.getValue().get(2)));
      world.erasures.decide(world.officer, erasure, "APPROVED");
      assertEquals(1, world.entries("persons.erased", id), bar.getKey());
    }
  }

  @Test
  void aPlacementHasEndedFirst() {
    PersonId id = world.register(world.tirana, world.somebody());
    UUID placement = UUID.randomUUID();
    world.happened(new Happening.Moved(placement, "placement", 1, id, "x"));
    world.refused("person-has-living-placement", () -> world.proposed(id));
    world.happened(new Happening.Ended(placement, 2, id));
    world.erase(id);
    assertEquals(1, world.entries("persons.erased", id));
  }

  @Test
  void nothingIsErasedThatIsHeldOrKept() {
    PersonId id = world.register(world.tirana, world.somebody());
    var problem =
        world.refused(
            "retention-runs",
            () ->
                world.propose(
                    id,
                    new ProposeErasure("RETENTION_ENDED", "12/2026", LocalDate.of(2026, 11, 2))));
    assertEquals(
        world.store().read(world.tirana, tx -> tx.today()).plusDays(36_525).toString(),
        problem.more().get("until"));
    world.run(
        """
        create schema if not exists audit;
        create table audit.hold (person uuid, until date, closed_on date);
        grant usage on schema audit to fole_app, fole_jobs;
        grant select on audit.hold to fole_app, fole_jobs;
        insert into audit.hold values ('%s', '2199-01-01', null)"""
            .formatted(id));
    world.refused("person-held", () -> world.proposed(id));
    world.run("update audit.hold set closed_on = current_date");
    world.erase(id);
    assertEquals(1, world.entries("persons.erased", id));
  }

  @Test
  void theListTellsWhoseItIsToDecide() {
    PersonId id = world.register(world.tirana, world.somebody());
    UUID erasure = world.proposed(id);
    for (Actor actor : List.of(world.proposer, world.officer)) {
      ErasureView view =
          world.erasures.list(actor).stream()
              .filter(it -> it.id().equals(erasure))
              .findFirst()
              .orElseThrow();
      assertEquals("PROPOSED", view.state());
      assertEquals("217/3-2026", view.decision());
      assertNull(view.closedBy());
    }
    var elsewhere = TestActor.of("NJMF_HEAD", "B10");
    assertTrue(world.erasures.list(elsewhere).stream().noneMatch(it -> it.id().equals(erasure)));
    assertTrue(world.entries("persons.erasures-read", id) >= 2);
  }
}
