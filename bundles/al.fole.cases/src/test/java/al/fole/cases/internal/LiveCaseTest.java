// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.CaseId;
import al.fole.cases.ReferralId;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A child has at most one live case, whatever happens at once (I-02). */
class LiveCaseTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** All at the same moment. */
  private static List<Receipt> together(List<Callable<Receipt>> works) throws Exception {
    var threads = Executors.newFixedThreadPool(works.size());
    var start = new CyclicBarrier(works.size());
    try {
      var waiting = new ArrayList<Callable<Receipt>>();
      for (var work : works) {
        waiting.add(
            () -> {
              start.await(30, SECONDS);
              return work.call();
            });
      }
      var done = new ArrayList<Receipt>();
      for (var future : threads.invokeAll(waiting, 60, SECONDS)) {
        done.add(future.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Receipt> accepting(Actor head, ReferralId id) {
    return () -> world.referrals.answer(head, id, world.accepting());
  }

  @Test
  void twoReferralsAcceptedAtOnceAreOneCase() throws Exception {
    for (int round = 0; round < 5; round++) {
      PersonId child = world.child();
      ReferralId one = world.screened(child, "HIGH");
      ReferralId other = world.screened(child, "LOW");
      together(List.of(accepting(world.head, one), accepting(world.head, other)));
      CaseId id = world.caseOf(one);
      assertEquals(id, world.caseOf(other));
      assertEquals(2, world.view(id).version());
      assertEquals(1, world.entries("cases.opened", child));
      assertEquals(1, world.entries("cases.referral-joined", child));
    }
  }

  @Test
  void fileNumbersFollowOneAnotherWithoutGap() throws Exception {
    var works = new ArrayList<Callable<Receipt>>();
    for (int i = 0; i < 6; i++) {
      works.add(accepting(world.head, world.screened(world.child(), "HIGH")));
    }
    together(works);
    var last =
        world.fixture.number("select last from cases.file_counter where municipality = '53'");
    var numbers =
        new HashSet<>(
            world.texts(
                "select right(file_number, 5)::int from cases.care_case where municipality = '53'"));
    assertEquals(last, numbers.size());
    assertEquals(
        last,
        world.fixture.number(
            "select max(right(file_number, 5)::int) from cases.care_case"
                + " where municipality = '53'"));
  }

  @Test
  void aLiveCaseElsewhereIsNamedByItsUnitOnly() {
    var who = world.someChild();
    PersonId child = world.child(world.tirana, who);
    CaseId id = world.opened(child, "HIGH");
    world.access.parentSessions().put("parent", world.tirana);
    var status =
        world.parent.refer(
            "parent",
            new al.fole.spi.host.Referral(
                "R-1",
                "B10",
                who.personalNumber(),
                who.firstName(),
                who.fatherName(),
                who.lastName(),
                who.sex(),
                who.birthDate(),
                false,
                who.municipality(),
                world.daysAgo(60)));
    var referral = new ReferralId(status.referral().id());
    world.referrals.screen(world.durres, referral, Said.screening(1, "LOW", world.daysAgo(59)));
    var match = new al.fole.access.Permission("cases.match");
    world.access.withheld().add(match);
    var untold =
        world.conflict(
            "live-case-elsewhere",
            () -> world.referrals.answer(world.headOfDurres, referral, world.accepting()));
    world.access.withheld().remove(match);
    assertEquals(null, untold.more().get("unit"));
    assertEquals(1, world.entries("cases.matched"));
    assertEquals(0, world.entries("cases.matched", child));
    var elsewhere =
        world.conflict(
            "live-case-elsewhere",
            () -> world.referrals.answer(world.headOfDurres, referral, world.accepting()));
    assertEquals("B53", elsewhere.more().get("unit"));
    assertEquals(2, world.entries("cases.matched"));
    assertEquals(1, world.entries("cases.matched", child));
    world.absent(() -> world.cases.view(world.durres, id));
    assertEquals(
        0, world.texts("select * from cases.file_counter where municipality = '10'").size());
    world.referrals.answer(
        world.headOfDurres, referral, Said.redirection(2, "B53", world.daysAgo(58)));
    world.referrals.screen(world.tirana, referral, Said.screening(4, "LOW", world.daysAgo(57)));
    world.referrals.answer(world.head, referral, Said.answer(5, "ACCEPTED", world.daysAgo(56)));
    assertEquals(id, world.caseOf(referral));
  }

  @Test
  void aClosedCaseIsFollowedByANewOne() {
    PersonId child = world.child();
    CaseId first = world.opened(child, "LOW");
    world.cases.close(world.head, first, Said.closing(1, world.daysAgo(50)));
    CaseId second = world.opened(child, "HIGH");
    assertEquals(false, first.equals(second));
    assertEquals(2, world.entries("cases.opened", child));
  }
}
