// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseId;
import al.fole.cases.ReferralId;
import al.fole.itests.clauses.Clause;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the parent refers, and what it is told. */
class ParentRegistryTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static ReferralStatus refer(String caseNumber, String unit, Identity child) {
    return world.parent.refer("worker", referral(caseNumber, unit, child));
  }

  private static Referral referral(String caseNumber, String unit, Identity who) {
    return new Referral(
        caseNumber,
        unit,
        who.personalNumber(),
        who.firstName(),
        who.fatherName(),
        who.lastName(),
        who.sex(),
        who.birthDate(),
        who.birthDateEstimated(),
        who.municipality(),
        world.daysAgo(60));
  }

  private static Identity with(Identity who, @Nullable String number, String firstName) {
    return new Identity(
        number,
        null,
        firstName,
        who.fatherName(),
        who.lastName(),
        who.sex(),
        who.birthDate(),
        false,
        who.municipality(),
        null,
        null);
  }

  private static ReferralId idOf(ReferralStatus status) {
    return new ReferralId(status.referral().id());
  }

  private static PersonId child(String caseNumber) {
    return new PersonId(
        UUID.fromString(
            world
                .texts("select child from cases.referral where case_number = '" + caseNumber + "'")
                .get(0)));
  }

  @Test
  @Clause("R-17")
  void aReferredChildIsInTheReceivingUnitsScope() {
    ReferralStatus status = refer("R-1", "B10", with(world.someChild(), null, "Zana"));
    assertEquals("RECEIVED", status.state());
    assertEquals(1, status.sequence());
    var view = world.referrals.view(world.durres, idOf(status));
    assertEquals("R-1", view.caseNumber());
    assertEquals("UNIFIED_REGISTER", view.channel());
    assertEquals("PARENT_REGISTER", view.provider());
    assertEquals("Zana", assertNotNullPerson(view.person()).firstName());
    assertEquals(1, world.entries("persons.registered", child("R-1")));
    assertEquals(1, world.entries("cases.referral-received", child("R-1")));
    world.absent(() -> world.referrals.view(world.tirana, idOf(status)));
    world.absent(() -> world.persons.view(world.tirana, child("R-1")));
  }

  private static al.fole.persons.PersonView assertNotNullPerson(
      al.fole.persons.@Nullable PersonView person) {
    assertNotNull(person);
    return person;
  }

  @Test
  void aKnownChildIsFoundAndNotRegisteredAgain() {
    Identity who = world.someChild();
    PersonId id = world.child(world.tirana, who);
    refer("R-3", "B10", who);
    assertEquals(id, child("R-3"));
    world.persons.view(world.durres, id);
    assertEquals(1, world.entries("persons.registered", id));
  }

  @Test
  void theSameReferralAgainIsTheSameAndOtherContentIsRefused() {
    Identity who = world.someChild();
    var first = refer("R-5", "B53", who);
    assertEquals(first, refer("R-5", "B53", who));
    assertEquals(first, world.parent.status("R-5").orElseThrow());
    assertEquals(1, world.entries("cases.referral-received", child("R-5")));
    world.conflict("referral-differs", () -> refer("R-5", "B10", who));
    world.conflict(
        "referral-differs", () -> refer("R-5", "B53", with(who, who.personalNumber(), "Ema")));
  }

  @Test
  void manyAtOnceAreOneReferralAndOneChild() throws Exception {
    Identity who = world.someChild();
    var threads = Executors.newFixedThreadPool(6);
    try {
      Callable<ReferralStatus> same = () -> refer("R-7", "B53", who);
      Callable<ReferralStatus> sibling = () -> refer("R-8", "B53", who);
      var seen = new HashSet<ReferralStatus>();
      for (var done :
          threads.invokeAll(List.of(same, sibling, same, sibling, same, sibling), 60, SECONDS)) {
        seen.add(done.get());
      }
      assertEquals(2, seen.size());
      assertEquals(child("R-7"), child("R-8"));
      assertEquals(1, world.entries("persons.registered", child("R-7")));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsWrongIsSaidAndNothingKept() {
    Identity who = world.someChild();
    world.invalid("caseNumber", "text-blank", () -> refer(" ", "B53", who));
    world.invalid("caseNumber", "text-too-long", () -> refer("R".repeat(65), "B53", who));
    for (String unit : List.of("B99", "N")) {
      world.invalid("unit", "unit-unknown", () -> refer("R-9", unit, who));
    }
    world.invalid(
        "identity.firstName",
        "name-characters",
        () -> refer("R-9", "B53", with(who, null, "1; drop")));
    world.refused(
        Problem.Kind.UNAUTHENTICATED,
        "session-ended",
        () -> world.parent.refer("stranger", referral("R-9", "B53", who)));
    world.forbidden(
        "cases.refer", () -> world.parent.refer("supervisor", referral("R-9", "B53", who)));
    world.parent.persons = null;
    try {
      assertEquals(
          Problem.Kind.UNAVAILABLE,
          assertThrows(Problem.class, () -> refer("R-9", "B53", who)).kind());
    } finally {
      world.parent.persons = world.persons;
    }
    assertTrue(world.parent.status("R-9").isEmpty());
  }

  @Test
  @Clause("R-05")
  @Clause("R-35")
  @Clause("R-45")
  void theParentIsToldEachStateInOrderAtLeastOnceAndNotWhileItIsAway() throws Exception {
    var told = new LinkedBlockingQueue<ReferralStatus>();
    var failures = new ArrayList<>(List.of("busy", "busy"));
    var follower = new ReferralFollower(world.fixture.database());
    follower.listeners =
        List.of(
            status -> {
              if (!failures.isEmpty()) {
                failures.remove(0);
                throw new IllegalStateException("busy");
              }
              told.add(status);
            });
    var redirected = refer("R-20", "B10", world.someChild());
    ReferralId id = idOf(redirected);
    world.referrals.screen(world.durres, id, Said.screening(1, "HIGH", world.daysAgo(59)));
    world.referrals.answer(world.headOfDurres, id, Said.redirection(2, "B53", world.daysAgo(58)));
    world.absent(() -> world.persons.view(world.durres, child("R-20")));
    world.referrals.screen(world.tirana, id, Said.screening(4, "HIGH", world.daysAgo(57)));
    world.referrals.answer(world.head, id, Said.answer(5, "ACCEPTED", world.daysAgo(56)));
    CaseId careCase = world.caseOf(id);
    world.assess(careCase, 40);
    var decision =
        world.cases.decide(world.tirana, careCase, Said.decision("COURT", world.daysAgo(35)));
    var placed =
        Said.placement(careCase, child("R-20"), decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, placed);
    world.end(world.tirana, Said.end(placed, "ADOPTED", world.daysAgo(10)));
    world.cases.close(
        world.head, careCase, Said.closing(world.view(careCase).version(), world.today));
    var workers = world.referred(world.child());
    world.fixture.sequence();
    world.fixture.add(follower);
    try {
      assertEquals(
          List.of(
              "RECEIVED",
              "SCREENED",
              "REDIRECTED",
              "RECEIVED",
              "SCREENED",
              "ACCEPTED",
              "IN_CARE",
              "CARE_ENDED",
              "CLOSED"),
          heard(told, "R-20"));
      var status = world.parent.status("R-20").orElseThrow();
      assertEquals("CLOSED", status.state());
      assertEquals(9, status.sequence());
      assertTrue(told.stream().noneMatch(it -> it.referral().id().equals(workers.value())));
    } finally {
      world.fixture.remove(follower);
    }
  }

  /** States of one case number, until the case is closed; their sequence grows by one. */
  private static List<String> heard(BlockingQueue<ReferralStatus> told, String caseNumber)
      throws InterruptedException {
    var states = new ArrayList<String>();
    while (!states.contains("CLOSED")) {
      var next = told.poll(30, SECONDS);
      assertNotNull(next, "not told in time: " + states);
      if (next.caseNumber().equals(caseNumber) && next.sequence() > states.size()) {
        assertEquals(states.size() + 1, next.sequence());
        states.add(next.state());
      }
    }
    return states;
  }
}
