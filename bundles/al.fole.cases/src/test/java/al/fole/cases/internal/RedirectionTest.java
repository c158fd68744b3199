// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.ReferralId;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A referral goes where it is taken up, at local, regional or national level, and is never lost.
 */
class RedirectionTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /** Of Durrës, screened, at version 2. */
  private static ReferralId screened() {
    PersonId child = world.child(world.durres, world.someChild());
    ReferralId id =
        new ReferralId(
            world.referrals.refer(world.durres, Said.referral(child, world.daysAgo(60))).id());
    world.referrals.screen(world.durres, id, Said.screening(1, "HIGH", world.daysAgo(59)));
    return id;
  }

  /** Redirected by the head of Durrës, at version 4. */
  private static ReferralId redirected(String unit) {
    ReferralId id = screened();
    redirect(world.headOfDurres, id, 2, unit);
    return id;
  }

  private static void redirect(Actor by, ReferralId id, long expected, String unit) {
    var receipt =
        world.referrals.answer(by, id, Said.redirection(expected, unit, world.daysAgo(58)));
    assertEquals(expected + 2, receipt.version());
  }

  /** As received by a unit, with the child in its reach. */
  private static void stands(Actor actor, ReferralId id, String unit) {
    var there = world.referrals.view(actor, id);
    assertEquals("RECEIVED", there.state());
    assertEquals(unit, there.unit());
    assertNull(there.risk());
    assertTrue(there.person() != null, "the child is in the new unit's reach");
  }

  @Test
  @Clause("R-45")
  void aRedirectedReferralIsReceivedByTheOtherUnitAndOutOfReachHere() {
    ReferralId id = screened();
    world.invalid(
        "unit",
        "unit-has-it-already",
        () ->
            world.referrals.answer(
                world.headOfDurres, id, Said.redirection(2, "B10", world.daysAgo(58))));
    world.invalid(
        "unit",
        "unit-unknown",
        () ->
            world.referrals.answer(
                world.headOfDurres, id, Said.redirection(2, "B99", world.daysAgo(58))));
    redirect(world.headOfDurres, id, 2, "B53");
    world.absent(() -> world.referrals.view(world.durres, id));
    stands(world.tirana, id, "B53");
    world.referrals.screen(world.tirana, id, Said.screening(4, "HIGH", world.daysAgo(57)));
    world.referrals.answer(world.head, id, Said.answer(5, "ACCEPTED", world.daysAgo(56)));
    assertTrue(world.view(world.caseOf(id)).fileNumber().startsWith("RKAF-53-"));
  }

  @Test
  @Clause("R-07")
  @Clause("R-45")
  void aReferralGoesToTheRegionAndFromThereToAUnitOfIts() {
    ReferralId id = redirected("Q-AL-11");
    world.absent(() -> world.referrals.view(world.headOfDurres, id));
    world.absent(() -> world.referrals.view(world.tirana, id));
    stands(world.region, id, "Q-AL-11");
    redirect(world.region, id, 4, "B53");
    stands(world.tirana, id, "B53");
    world.referrals.screen(world.tirana, id, Said.screening(6, "HIGH", world.daysAgo(57)));
    world.referrals.answer(world.head, id, Said.answer(7, "ACCEPTED", world.daysAgo(56)));
    assertTrue(world.view(world.caseOf(id)).fileNumber().startsWith("RKAF-53-"));
    var states =
        world.texts(
            "select facts->>'state' from journal.event where record = '"
                + id
                + "' and facts ? 'state' order by record_version");
    assertEquals(
        List.of(
            "RECEIVED",
            "SCREENED",
            "REDIRECTED",
            "RECEIVED",
            "REDIRECTED",
            "RECEIVED",
            "SCREENED",
            "ACCEPTED"),
        states);
  }

  @Test
  @Clause("R-07")
  @Clause("R-45")
  void aReferralGoesToTheGeneralDirectorateAndFromThereAnywhere() {
    ReferralId id = redirected("N");
    world.absent(() -> world.referrals.view(world.headOfDurres, id));
    world.absent(() -> world.referrals.view(world.region, id));
    stands(world.directorate, id, "N");
    redirect(world.directorate, id, 4, "Q-AL-11");
    stands(world.region, id, "Q-AL-11");
    redirect(world.region, id, 6, "N");
    redirect(world.directorate, id, 8, "B10");
    world.absent(() -> world.referrals.view(world.region, id));
    stands(world.durres, id, "B10");
  }

  @Test
  void aRegionPassesOnWithinItsReachOrToAnotherDirectorate() {
    ReferralId id = redirected("Q-AL-11");
    world.invalid(
        "unit",
        "unit-out-of-reach",
        () ->
            world.referrals.answer(
                world.region, id, Said.redirection(4, "B10", world.daysAgo(58))));
    world.invalid(
        "unit",
        "unit-unknown",
        () ->
            world.referrals.answer(
                world.region, id, Said.redirection(4, "B99", world.daysAgo(58))));
    world.invalid(
        "answeredOn",
        "answered-before-referral",
        () ->
            world.referrals.answer(
                world.region, id, Said.redirection(4, "B53", world.daysAgo(61))));
    world.refused(
        Problem.Kind.STALE,
        "version-stale",
        () ->
            world.referrals.answer(
                world.region, id, Said.redirection(3, "B53", world.daysAgo(58))));
    Actor otherRegion = TestActor.of("SHSSH_REG", "Q-AL-02");
    world.absent(
        () ->
            world.referrals.answer(otherRegion, id, Said.redirection(4, "B10", world.daysAgo(58))));
    redirect(world.region, id, 4, "Q-AL-02");
    redirect(otherRegion, id, 6, "B10");
    stands(world.durres, id, "B10");
  }

  @Test
  void whatAMunicipalityHasIsAnsweredThere() {
    ReferralId id = world.screened(world.child(), "HIGH");
    for (Actor above : List.of(world.region, world.directorate)) {
      world.conflict(
          "referral-with-a-municipality",
          () -> world.referrals.answer(above, id, Said.redirection(2, "N", world.daysAgo(58))));
      world.forbidden(
          "cases.answer",
          () -> world.referrals.answer(above, id, Said.answer(2, "ACCEPTED", world.daysAgo(58))));
    }
    for (Actor actor : List.of(world.tirana, world.administrator)) {
      world.forbidden(
          "cases.answer",
          () -> world.referrals.answer(actor, id, Said.redirection(2, "N", world.daysAgo(58))));
    }
  }
}
