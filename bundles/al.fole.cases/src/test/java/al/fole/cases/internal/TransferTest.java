// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.Assignments.EntrustProvider;
import al.fole.cases.CaseId;
import al.fole.cases.TransferId;
import al.fole.cases.TransferState;
import al.fole.cases.TransferView;
import al.fole.cases.Transfers.OfferTransfer;
import al.fole.cases.Transfers.RefuseTransfer;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One head offers a case, another takes it; exactly one unit is responsible at every instant. */
class TransferTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    // Before anybody is asked about: who works in a unit that came meanwhile waits a moment.
    world.run(
        "insert into access.unit (code, kind, name) values ('P-9', 'PROVIDER_NGO', 'Ofruesi')");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static CaseId assessed() {
    return world.assessed(world.child());
  }

  private static void accept(Actor by, TransferId offer, int daysAgo) {
    world.transfers.accept(by, offer, Said.acceptance(1, world.daysAgo(daysAgo)));
  }

  private static void refuse(Actor by, TransferId offer, int daysAgo) {
    world.transfers.refuse(by, offer, Said.refusal(1, world.daysAgo(daysAgo)));
  }

  private static TransferView seen(Actor by, TransferId offer) {
    return world.transfers.view(by, offer);
  }

  private static boolean waits(Actor by, TransferId offer) {
    return world.transfers.waiting(by).stream().anyMatch(it -> it.id().equals(offer));
  }

  private static long responsible(CaseId id, String unit) {
    return world.fixture.number(
        "select count(*) from access.scope where subject = ? and relation = 'RESPONSIBLE'"
            + " and closed_on is null and unit = ?",
        id.value(),
        unit);
  }

  @Test
  @Clause("R-71")
  void theCaseStaysWithTheSenderUntilTheReceiverTakesIt() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    TransferId offer = world.offered(id, 30);
    assertTrue(waits(world.head, offer) && waits(world.headOfDurres, offer));
    world.absent(() -> world.cases.view(world.headOfDurres, id));
    world.absent(() -> world.persons.view(world.headOfDurres, child));
    world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(25)));
    assertEquals(1, responsible(id, "B53"));
    assertEquals(0, responsible(id, "B10"));

    accept(world.headOfDurres, offer, 20);
    assertEquals("B10", world.cases.view(world.durres, id).unit());
    assertEquals(child, world.persons.view(world.headOfDurres, child).id());
    world.absent(() -> world.cases.view(world.head, id));
    assertEquals(0, responsible(id, "B53"));
    assertEquals(1, responsible(id, "B10"));
    assertFalse(waits(world.head, offer) || waits(world.headOfDurres, offer));
    for (Actor head : List.of(world.head, world.headOfDurres)) {
      assertEquals(TransferState.ACCEPTED, seen(head, offer).state());
      assertEquals(world.daysAgo(20), seen(head, offer).decidedOn());
    }
    assertEquals(1, world.entries("cases.transfer-offered", child));
    assertEquals(1, world.entries("cases.transfer-accepted", child));
    assertEquals(1, world.entries("cases.transferred", child));
  }

  @Test
  void theReceiverReadsWhatItNeedsToAnswerAndNothingOfTheChild() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    TransferId offer = world.offered(id, 20);
    var read = seen(world.headOfDurres, offer);
    assertEquals(world.view(id).fileNumber(), read.fileNumber());
    assertEquals("familja u zhvendos", read.reason());
    assertEquals("HIGH", read.risk());
    assertEquals("B53", read.unit());
    assertFalse(read.toString().contains(read.fileNumber()));
    assertEquals(1, world.entries("cases.transfer-viewed", child));
    for (Actor stranger :
        List.of(TestActor.of("NJMF_HEAD", "B48"), TestActor.of("NJMF_HEAD", "B20"))) {
      world.absent(() -> seen(stranger, offer));
      assertFalse(waits(stranger, offer));
      world.absent(() -> accept(stranger, offer, 20));
    }
    for (Actor other : List.of(world.tirana, world.region, world.directorate)) {
      world.forbidden("cases.transfers", () -> seen(other, offer));
      world.forbidden("cases.transfers", () -> world.transfers.waiting(other));
    }
  }

  @Test
  void whatWasRefusedStaysAndTheReceiverForgetsIt() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    TransferId offer = world.offered(id, 30);
    world.invalid(
        "reason",
        "text-blank",
        () ->
            world.transfers.refuse(
                world.headOfDurres, offer, new RefuseTransfer(1, world.daysAgo(20), " ")));
    world.invalid(
        "refusedOn", "answered-before-offer", () -> refuse(world.headOfDurres, offer, 31));
    refuse(world.headOfDurres, offer, 20);
    assertEquals("B53", world.view(id).unit());
    assertEquals(TransferState.REFUSED, seen(world.head, offer).state());
    assertEquals("familja nuk jeton këtu", seen(world.head, offer).answer());
    world.absent(() -> seen(world.headOfDurres, offer));
    world.absent(() -> accept(world.headOfDurres, offer, 10));
    assertEquals(1, world.entries("cases.transfer-refused", child));
    assertEquals(0, world.entries("cases.transferred", child));
    accept(world.headOfDurres, world.offered(id, 15), 10);
    assertEquals("B10", world.cases.view(world.durres, id).unit());
  }

  @Test
  void theSenderTakesAnOfferBackAndNobodyElse() {
    CaseId id = assessed();
    TransferId offer = world.offered(id, 20);
    world.conflict(
        "transfer-withdrawn-by-sender",
        () -> world.transfers.withdraw(world.headOfDurres, offer, 1));
    world.refused(
        Problem.Kind.STALE, "version-stale", () -> world.transfers.withdraw(world.head, offer, 2));
    world.transfers.withdraw(world.head, offer, 1);
    assertEquals(TransferState.WITHDRAWN, seen(world.head, offer).state());
    assertNull(seen(world.head, offer).answer());
    world.absent(() -> accept(world.headOfDurres, offer, 10));
    world.conflict("transfer-decided", () -> world.transfers.withdraw(world.head, offer, 2));
    world.offered(id, 10);
  }

  @Test
  void whoeverOffersDoesNotAnswer() {
    CaseId id = assessed();
    TransferId offer = world.offered(id, 20);
    Actor deputy = TestActor.of("NJMF_HEAD", "B53");
    for (Actor sender : List.of(world.head, deputy)) {
      world.conflict("transfer-answered-by-receiver", () -> accept(sender, offer, 20));
      world.conflict("transfer-answered-by-receiver", () -> refuse(sender, offer, 20));
    }
    TestActor there = TestActor.of("NJMF_HEAD", "B10");
    Actor both =
        new TestActor(
            world.head.who(),
            there.role(),
            there.unit(),
            there.session(),
            there.purpose(),
            there.assurance(),
            there.request());
    world.conflict("transfer-answered-by-another", () -> accept(both, offer, 20));
    world.conflict("transfer-answered-by-another", () -> refuse(both, offer, 20));
    assertEquals(
        List.of("23514"),
        world.attempts(
            "update cases.transfer set state = 'ACCEPTED', decided_on = offered_on,"
                + " decided_by = offered_by where id = '%s'".formatted(offer)));
    world.forbidden("cases.transfer", () -> accept(world.durres, offer, 20));
    accept(world.headOfDurres, offer, 20);
    world.conflict(
        "transfer-decided",
        () -> world.transfers.accept(world.headOfDurres, offer, Said.acceptance(2, world.today)));
  }

  @Test
  void onlyTheHeadOffersAndOnlyToAnotherChildProtectionUnit() {
    CaseId id = assessed();
    var toDurres = Said.offer("B10", world.daysAgo(20));
    world.forbidden("cases.transfer", () -> world.transfers.offer(world.tirana, id, toDurres));
    world.absent(() -> world.transfers.offer(world.headOfDurres, id, toDurres));
    for (String unit : new String[] {"N", "Q-AL-11", "V10", "NOWHERE"}) {
      world.refused(
          Problem.Kind.INVALID,
          "unit-unknown",
          () -> world.transfers.offer(world.head, id, Said.offer(unit, world.daysAgo(20))));
    }
    world.invalid(
        "toUnit",
        "transfer-to-the-same-unit",
        () -> world.transfers.offer(world.head, id, Said.offer("B53", world.daysAgo(20))));
    world.invalid(
        "offeredOn",
        "transfer-before-last",
        () -> world.transfers.offer(world.head, id, Said.offer("B10", world.daysAgo(41))));
    world.invalid(
        "reason",
        "text-blank",
        () ->
            world.transfers.offer(world.head, id, new OfferTransfer("B10", world.daysAgo(20), "")));
  }

  @Test
  void oneOfferWaitsAtATimeAndACaseIsNotClosedMeanwhile() {
    CaseId id = assessed();
    TransferId offer = world.offered(id, 20);
    world.conflict("transfer-under-way", () -> world.offered(id, 20));
    long version = world.view(id).version();
    world.conflict(
        "transfer-under-way",
        () -> world.cases.close(world.head, id, Said.closing(version, world.daysAgo(15))));
    world.transfers.withdraw(world.head, offer, 1);
    world.cases.close(world.head, id, Said.closing(version, world.daysAgo(15)));
    world.conflict("case-closed", () -> world.offered(id, 10));
  }

  @Test
  void itGoesOverNoEarlierThanWhatHappenedLast() {
    CaseId id = assessed();
    TransferId offer = world.offered(id, 30);
    world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(20)));
    world.invalid(
        "acceptedOn", "transfer-before-last", () -> accept(world.headOfDurres, offer, 25));
    world.invalid(
        "acceptedOn", "answered-before-offer", () -> accept(world.headOfDurres, offer, 31));
    world.invalid("acceptedOn", "business-date-range", () -> accept(world.headOfDurres, offer, -1));
    world.absent(() -> world.cases.view(world.headOfDurres, id));
    accept(world.headOfDurres, offer, 20);
  }

  @Test
  void aCaseThatClosedMeanwhileIsNotTaken() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    var lived = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, lived);
    TransferId offer = world.offered(id, 25);
    world.end(world.tirana, Said.end(lived, "DIED", world.daysAgo(20)));
    world.conflict("case-closed", () -> accept(world.headOfDurres, offer, 10));
    refuse(world.headOfDurres, offer, 10);
  }

  @Test
  void whatIsSealedIsOfferedToNobody() {
    CaseId id = assessed();
    TransferId offer = world.offered(id, 20);
    world.run("insert into access.standing values ('%s', 'SEALED', now())".formatted(id));
    for (Actor head : List.of(world.head, world.headOfDurres)) {
      world.absent(() -> seen(head, offer));
      assertFalse(waits(head, offer));
    }
    world.absent(() -> accept(world.headOfDurres, offer, 20));
    world.absent(() -> world.transfers.withdraw(world.head, offer, 1));
    world.run("delete from access.standing where subject = '%s'".formatted(id));
    accept(world.headOfDurres, offer, 20);
  }

  @Test
  void nobodysHandsGoAlong() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    Actor provider = TestActor.of("PROVIDER_HEAD", "P-9");
    long version = world.view(id).version();
    world.assignments.entrust(world.head, id, new EntrustProvider(version, "P-9"));
    world.cases.view(provider, id);
    accept(world.headOfDurres, world.offered(id, 20), 20);
    world.absent(() -> world.cases.view(provider, id));
    world.absent(() -> world.persons.view(provider, child));
    assertNull(world.cases.view(world.durres, id).provider());
  }

  @Test
  void anOfferThatIsNotThereIsAbsent() {
    var nowhere = new TransferId(UUID.randomUUID());
    world.absent(() -> seen(world.head, nowhere));
    world.absent(() -> accept(world.head, nowhere, 20));
    world.absent(() -> refuse(world.head, nowhere, 20));
    world.absent(() -> world.transfers.withdraw(world.head, nowhere, 1));
  }
}
