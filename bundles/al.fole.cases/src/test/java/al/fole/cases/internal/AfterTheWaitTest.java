// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.CaseEvent;
import al.fole.cases.CaseEvent.CaseClosed;
import al.fole.cases.CaseEvent.CaseTransferred;
import al.fole.cases.CaseEvent.DecisionRecorded;
import al.fole.cases.CaseId;
import al.fole.cases.TransferId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.world.Meanwhile;
import al.fole.testing.world.Meanwhile.Work;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whoever waits for a case finds it as it is after the wait, and himself too: what was taken from
 * his reach meanwhile is not there for him.
 */
class AfterTheWaitTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** What whoever waited is answered. */
  private static <E extends CaseEvent> String meanwhile(
      Class<E> event, Work first, Work other, Work then) throws Exception {
    return Meanwhile.answer(world.fixture, event, first, other, then);
  }

  private static Work decision(Actor by, CaseId id) {
    return decision(by, id, 5);
  }

  private static Work decision(Actor by, CaseId id, int daysAgo) {
    return () -> world.cases.decide(by, id, Said.decision("COURT", world.daysAgo(daysAgo)));
  }

  private static void nothing() {}

  private static long decisions(CaseId id) {
    return world.fixture.number(
        "select count(*) from cases.decision where care_case = ?", id.value());
  }

  @Test
  void whoHandedACaseOverDecidesNothingInItAnyMore() throws Exception {
    CaseId id = world.assessed(world.child());
    TransferId offer = world.offered(id, 20);
    long refused = world.entries("access.absent-asked");
    String answer =
        meanwhile(
            CaseTransferred.class,
            () ->
                world.transfers.accept(world.headOfDurres, offer, Said.acceptance(1, world.today)),
            decision(world.tirana, id),
            AfterTheWaitTest::nothing);
    assertEquals("not-found", answer);
    assertEquals(0, decisions(id));
    assertEquals(refused + 1, world.entries("access.absent-asked"));
  }

  @Test
  void aCaseThatWasClosedIsClosedForWhoeverWaited() throws Exception {
    CaseId id = world.assessed(world.child());
    long version = world.view(id).version();
    String answer =
        meanwhile(
            CaseClosed.class,
            () -> world.cases.close(world.head, id, Said.closing(version, world.daysAgo(10))),
            decision(world.tirana, id),
            AfterTheWaitTest::nothing);
    assertEquals("case-closed", answer);
    assertEquals(0, decisions(id));
  }

  @Test
  void whoeverIsSuspendedWhileHeWaitsDoesNothing() throws Exception {
    Actor waits = account("ACTIVE");
    doesNothing(waits, "access.account set state = 'SUSPENDED' where id", waits.who());
  }

  @Test
  void whoseSessionIsEndedWhileHeWaitsDoesNothing() throws Exception {
    Actor waits = account("ACTIVE");
    doesNothing(
        waits,
        "access.session set ended_at = now(), ended_because = 'ENDED' where id",
        waits.session());
  }

  @Test
  void whoseRoleIsEndedWhileHeWaitsDoesNothing() throws Exception {
    Actor waits = account("ACTIVE");
    doesNothing(waits, "access.account_role set valid_to = now() where account", waits.who());
  }

  /** While he waits for a case that a colleague decides on, a row of his becomes another. */
  private static void doesNothing(Actor waits, String change, UUID row) throws Exception {
    CaseId id = world.assessed(world.child());
    String answer =
        meanwhile(
            DecisionRecorded.class,
            decision(world.colleague, id),
            decision(waits, id, 4),
            () -> world.run("update %s = '%s'".formatted(change, row)));
    assertEquals("not-found", answer);
    assertEquals(1, decisions(id));
  }

  @Test
  void whoeverWaitedAndIsStillAtWorkGoesOn() throws Exception {
    CaseId id = world.assessed(world.child());
    Actor waits = account("LIMITED");
    String answer =
        meanwhile(
            DecisionRecorded.class,
            decision(world.colleague, id),
            decision(waits, id, 4),
            AfterTheWaitTest::nothing);
    assertEquals("done", answer);
  }

  /** A worker of Tirana with an account and a session, as the walls know them. */
  private static Actor account(String state) {
    TestActor worker = TestActor.of("PMF", "B53");
    world.run(
        """
        insert into access.account (id, version, name, role, unit, state, created_at, created_by)
        values ('%1$s', 1, 'a%3$s', 'PMF', 'B53', '%4$s', now(), '%1$s');
        insert into access.session (id, digest, who, origin, role, unit, purpose, restricted,
          started_at, last_seen_at, expires_at)
        values ('%2$s', sha256('%2$s'), '%1$s', 'ACCOUNT', 'PMF', 'B53', '%5$s', false, now(),
          now(), now() + interval '1 hour')"""
            .formatted(
                worker.who(),
                worker.session(),
                worker.who().toString().replace("-", "."),
                state,
                worker.purpose()));
    return worker;
  }
}
