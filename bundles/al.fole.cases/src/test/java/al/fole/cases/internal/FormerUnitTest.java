// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.PastState;
import al.fole.cases.TransferId;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A case goes to another unit, whole; the former one reads it as it stood, and nothing later. */
class FormerUnitTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void handOver(CaseId id, int daysAgo) {
    TransferId offer = world.offered(id, daysAgo);
    world.transfers.accept(world.headOfDurres, offer, Said.acceptance(1, world.daysAgo(daysAgo)));
  }

  private static CaseId handedOver(PersonId child, int daysAgo) {
    CaseId id = world.assessed(child);
    handOver(id, daysAgo);
    return id;
  }

  private static PastState on(Actor actor, CaseId id, int daysAgo) {
    return world.cases.on(actor, id, world.daysAgo(daysAgo));
  }

  @Test
  @Clause("R-71")
  void theReceivingUnitReadsAllAndTheFormerUnitNothingOfToday() {
    PersonId child = world.child();
    CaseId id = handedOver(child, 20);
    assertEquals("B10", world.cases.view(world.durres, id).unit());
    assertEquals("10", world.cases.view(world.durres, id).municipality());
    assertEquals(child, world.persons.view(world.durres, child).id());
    for (Actor former : List.of(world.tirana, world.head)) {
      world.absent(() -> world.cases.view(former, id));
      world.absent(() -> world.cases.history(former, id));
      world.absent(() -> world.persons.view(former, child));
    }
    assertEquals(
        1,
        world.fixture.number(
            "select count(*) from access.scope where subject = ? and relation = 'RESPONSIBLE' and closed_on is null",
            id.value()));
    assertEquals(1, world.entries("cases.transferred", child));
  }

  @Test
  void theFormerUnitReadsItsOwnPeriodAsItKnewItThen() {
    PersonId child = world.child();
    CaseId id = handedOver(child, 20);
    var later = world.cases.decide(world.durres, id, Said.decision("COURT", world.daysAgo(38)));
    assertEquals(CaseState.INITIAL_ASSESSMENT, on(world.tirana, id, 45).state());
    assertEquals(CaseState.FULL_ASSESSMENT, on(world.tirana, id, 30).state());
    assertEquals(CaseState.IN_PREPARATION, on(world.durres, id, 30).state());
    world.place(world.durres, Said.placement(id, child, later, "FOSTER_LONG", world.daysAgo(25)));
    assertNull(on(world.tirana, id, 22).family());
    assertEquals("FOSTER_LONG", on(world.durres, id, 22).careType());
    assertEquals(2 + 1, world.entries("cases.past-viewed", child) - 2);
  }

  @Test
  void nothingLaterThanTheTransferIsTold() {
    CaseId id = handedOver(world.child(), 20);
    world.invalid("date", "after-own-period", () -> on(world.tirana, id, -0));
    world.absent(() -> on(world.region, new CaseId(java.util.UUID.randomUUID()), 30));
  }

  @Test
  void aUnitThatNeverHadItReadsNoPast() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    world.absent(() -> on(world.durres, id, 45));
    world.absent(() -> on(world.durres, new CaseId(java.util.UUID.randomUUID()), 45));
  }

  @Test
  void theReferralsGoWithTheCase() {
    PersonId child = world.child();
    var referral = world.screened(child, "HIGH");
    world.referrals.answer(world.head, referral, world.accepting());
    CaseId id = world.caseOf(referral);
    handOver(id, 20);
    world.absent(() -> world.referrals.view(world.head, referral));
    assertEquals(id, world.referrals.view(world.durres, referral).careCase());
  }
}
