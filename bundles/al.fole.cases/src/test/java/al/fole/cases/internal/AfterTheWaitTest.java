// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseEvent;
import al.fole.cases.CaseEvent.CaseClosed;
import al.fole.cases.CaseEvent.CaseTransferred;
import al.fole.cases.CaseEvent.DecisionRecorded;
import al.fole.cases.CaseId;
import al.fole.cases.TransferId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

  /** Has somebody begin at the end of a transaction, and ends it when he waits for its locks. */
  private static final class Meanwhile<E extends CaseEvent> implements Reaction<E> {
    private final Class<E> event;
    private final Executable other;
    private final Executable then;
    final List<CompletableFuture<String>> answers = new ArrayList<>();

    Meanwhile(Class<E> event, Executable other, Executable then) {
      this.event = event;
      this.other = other;
      this.then = then;
    }

    @Override
    public String name() {
      return "test.meanwhile";
    }

    @Override
    public Class<E> event() {
      return event;
    }

    @Override
    public void on(Tx tx, E happened) {
      if (answers.isEmpty()) {
        answers.add(CompletableFuture.supplyAsync(() -> answer(other), task -> start(task)));
        untilSomebodyWaits();
        run(then);
      }
    }

    private static void start(Runnable task) {
      new Thread(task, "meanwhile").start();
    }
  }

  private static void run(Executable work) {
    try {
      work.execute();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rule it was refused by, or that it was done. */
  private static String answer(Executable work) {
    try {
      work.execute();
      return "done";
    } catch (Problem refused) {
      return refused.rule();
    } catch (Throwable e) {
      return e.toString();
    }
  }

  private static void untilSomebodyWaits() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String waits =
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database or l.database is null"
            + " where not l.granted and d.datname = current_database()"
            + " and l.locktype in ('transactionid', 'tuple')";
    while (world.fixture.number(waits) == 0) {
      assertTrue(System.nanoTime() < end, "nobody waits for the case");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** What whoever waited is answered. */
  private static <E extends CaseEvent> String meanwhile(
      Class<E> event, Executable first, Executable other, Executable then) throws Exception {
    var reaction = new Meanwhile<>(event, other, then);
    world.fixture.add(reaction);
    try {
      first.execute();
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      world.fixture.remove(reaction);
    }
    return reaction.answers.get(0).get(30, TimeUnit.SECONDS);
  }

  private static Executable decision(Actor by, CaseId id) {
    return decision(by, id, 5);
  }

  private static Executable decision(Actor by, CaseId id, int daysAgo) {
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
