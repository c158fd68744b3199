// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferralRegistryTest {
  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
    world.access.parentSessions().put("worker", world.tirana);
    world.access.parentSessions().put("supervisor", world.region);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void aReferredChildIsInTheReceivingUnitsScope() {
    People child = world.somebody().named("Zana", "Gëzim", "Përmeti");
    ReferralStatus status = world.referrals.refer("worker", referral("R-1", "B10", child));
    assertEquals("RECEIVED", status.state());
    assertEquals(1, status.sequence());
    assertEquals("referral", status.referral().kind());
    PersonId id = child("R-1");
    assertEquals("Zana", world.persons.view(world.durres, id).firstName());
    assertEquals("PARENT_REGISTER", world.persons.view(world.durres, id).provider());
    assertEquals(1, world.entries("persons.registered", id));
    assertEquals(1, world.entries("persons.referral-received", id));
  }

  @Test
  void theReferrerDoesNotSeeWhomHeReferredElsewhere() {
    world.referrals.refer("worker", referral("R-2", "B10", world.somebody()));
    PersonId id = child("R-2");
    world.refused("not-found", () -> world.persons.view(world.tirana, id));
  }

  @Test
  void aKnownChildIsFoundAndNotRegisteredAgain() {
    People child = world.somebody();
    PersonId id = world.register(world.tirana, child);
    world.refused("not-found", () -> world.persons.view(world.durres, id));
    world.referrals.refer("worker", referral("R-3", "B10", child));
    assertEquals(id, child("R-3"));
    world.persons.view(world.durres, id);
    world.persons.view(world.tirana, id);
    assertEquals(1, world.entries("persons.registered", id));
  }

  @Test
  void aChildWithoutNumberIsReferredToo() {
    world.referrals.refer("worker", referral("R-4", "B53", world.somebody().withoutNumber()));
    var view = world.persons.view(world.tirana, child("R-4"));
    assertTrue(String.valueOf(view.temporaryIdentifier()).startsWith("T-"));
  }

  @Test
  void theSameReferralAgainIsTheSame() {
    var referral = referral("R-5", "B53", world.somebody());
    var first = world.referrals.refer("worker", referral);
    assertEquals(first, world.referrals.refer("worker", referral));
    assertEquals(first, world.referrals.status("R-5").orElseThrow());
    assertEquals(1, world.entries("persons.referral-received", child("R-5")));
  }

  @Test
  void otherContentUnderTheSameCaseIsRefused() {
    People child = world.somebody();
    world.referrals.refer("worker", referral("R-6", "B53", child));
    var differs =
        world.refused(
            "referral-differs",
            () -> world.referrals.refer("worker", referral("R-6", "B10", child)));
    assertEquals(Problem.Kind.CONFLICT, differs.kind());
    world.refused(
        "referral-differs",
        () -> world.referrals.refer("worker", referral("R-6", "B53", child.livingIn("01"))));
  }

  @Test
  void manyAtOnceAreOneReferralAndOneChild() throws Exception {
    People child = world.somebody();
    var threads = Executors.newFixedThreadPool(4);
    try {
      Callable<ReferralStatus> same =
          () -> world.referrals.refer("worker", referral("R-7", "B53", child));
      Callable<ReferralStatus> sibling =
          () -> world.referrals.refer("worker", referral("R-8", "B53", child));
      var seen = new HashSet<ReferralStatus>();
      for (var done : threads.invokeAll(List.of(same, sibling, same, sibling), 60, SECONDS)) {
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
    People child = world.somebody();
    world.refused("text-blank", () -> world.referrals.refer("worker", referral(" ", "B53", child)));
    world.refused(
        "text-too-long",
        () -> world.referrals.refer("worker", referral("R".repeat(65), "B53", child)));
    world.refused(
        "unit-unknown", () -> world.referrals.refer("worker", referral("R-9", "B99", child)));
    world.refused(
        "name-characters",
        () ->
            world.referrals.refer(
                "worker", referral("R-9", "B53", child.named("1; drop", null, null))));
    world.refused(
        "session-ended", () -> world.referrals.refer("stranger", referral("R-9", "B53", child)));
    assertEquals(
        Problem.Kind.FORBIDDEN,
        org.junit.jupiter.api.Assertions.assertThrows(
                Problem.class,
                () -> world.referrals.refer("supervisor", referral("R-9", "B53", child)))
            .kind());
    assertTrue(world.referrals.status("R-9").isEmpty());
  }

  @Test
  void theParentIsToldInOrderAtLeastOnceAndNotWhileItIsAway() throws Exception {
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
    var first = world.referrals.refer("worker", referral("R-20", "B53", world.somebody()));
    var second = world.referrals.refer("worker", referral("R-21", "B53", world.somebody()));
    world.fixture.sequence();
    world.fixture.add(follower);
    try {
      var heard = new ArrayList<ReferralStatus>();
      while (!heard.contains(second)) {
        var next = told.poll(30, SECONDS);
        assertFalse(next == null, "not told in time");
        heard.add(next);
      }
      assertTrue(heard.indexOf(first) >= 0 && heard.indexOf(first) < heard.indexOf(second));
    } finally {
      world.fixture.remove(follower);
    }
  }

  private static PersonId child(String caseNumber) {
    return new PersonId(
        UUID.fromString(
            world
                .texts(
                    "select person from persons.referral where case_number = '" + caseNumber + "'")
                .get(0)));
  }

  private static Referral referral(String caseNumber, String unit, People child) {
    Identity who = child.identity();
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
        child.registration().provenance().on());
  }
}
