// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.itests.clauses.Clause;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who is referred is a child, born and under age, and in scope by the referral while it is open.
 */
class ReferredChildTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Identity born(LocalDate on) {
    return with(world.someChild(), null, on);
  }

  private static Identity with(Identity who, @Nullable String number, LocalDate birthDate) {
    return new Identity(
        number,
        number == null ? null : "Numri u lëshua me datë tjetër.",
        who.firstName(),
        who.fatherName(),
        who.lastName(),
        who.sex(),
        birthDate,
        false,
        who.municipality(),
        null,
        null);
  }

  private static ReferralStatus byTheParent(String caseNumber, String unit, Identity who) {
    return world.parent.refer(
        "worker",
        new Referral(
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
            world.daysAgo(60)));
  }

  private static long registered() {
    return world.fixture.number("select count(*) from persons.person");
  }

  private static PersonId child(ReferralStatus status) {
    return world.referrals.view(world.directorate, new ReferralId(status.referral().id())).child();
  }

  private static void correct(Actor by, PersonId id, Identity who, LocalDate birthDate) {
    long version = world.persons.view(by, id).version();
    var corrected =
        new CorrectPerson(
            version, with(who, who.personalNumber(), birthDate), Said.by(world.today), "gabim");
    world.persons.correct(by, id, corrected);
  }

  @Test
  @Clause("R-81")
  void nobodyIsReferredBeforeHeIsBorn() {
    PersonId unborn = world.child(world.tirana, born(world.daysAgo(59)));
    PersonId newborn = world.child(world.tirana, born(world.daysAgo(60)));
    world.invalid("referredOn", "referred-before-birth", () -> world.referred(unborn));
    world.referrals.view(world.tirana, world.referred(newborn));
    Identity who = born(world.daysAgo(59));
    long people = registered();
    world.invalid("referredOn", "referred-before-birth", () -> byTheParent("C-1", "B53", who));
    assertEquals(people, registered());
    assertEquals("RECEIVED", byTheParent("C-2", "B53", born(world.daysAgo(60))).state());
  }

  @Test
  @Clause("R-15")
  void whoeverIsEighteenOnTheDayIsNoChild() {
    LocalDate day = world.daysAgo(60);
    PersonId adult = world.child(world.tirana, born(day.minusYears(18)));
    PersonId almost = world.child(world.tirana, born(day.minusYears(18).plusDays(1)));
    world.invalid("child", "not-a-child", () -> world.referred(adult));
    world.referrals.view(world.tirana, world.referred(almost));
    Identity who = born(day.minusYears(18));
    long people = registered();
    world.invalid("child", "not-a-child", () -> byTheParent("C-3", "B10", who));
    assertEquals(people, registered());
    assertEquals("RECEIVED", byTheParent("C-4", "B10", born(day.minusYears(17))).state());
  }

  @Test
  void whoeverWasBornOnALeapDayComesOfAgeOnTheFirstOfMarch() {
    LocalDate born = LocalDate.of(2008, 2, 29);
    var almost = new ReferralRules.Referred(LocalDate.of(2026, 2, 28), born);
    Rule.check(ReferralRules.OF_A_CHILD, almost);
    var grown = new ReferralRules.Referred(LocalDate.of(2026, 3, 1), born);
    world.invalid("child", "not-a-child", () -> Rule.check(ReferralRules.OF_A_CHILD, grown));
  }

  @Test
  void aReasonIsGivenOnce() {
    LocalDate day = world.daysAgo(60);
    var said =
        new RecordReferral(
            world.child(),
            "SCHOOL",
            List.of("NEGLECT", "OTHER", "NEGLECT"),
            false,
            null,
            day,
            Said.by(day));
    world.invalid("reasons", "reasons-twice", () -> world.referrals.refer(world.tirana, said));
  }

  @Test
  void theBirthDateInTheRegisterCountsNotTheOneTheParentSays() {
    Identity says = world.someChild();
    world.child(world.durres, with(says, says.personalNumber(), world.daysAgo(60).minusYears(19)));
    world.invalid("child", "not-a-child", () -> byTheParent("C-5", "B10", says));
  }

  @Test
  void whoeverRefersToAnotherUnitSeesTheChildNoLonger() {
    var status = byTheParent("C-6", "B10", world.someChild());
    world.absent(() -> world.persons.view(world.tirana, child(status)));
    assertEquals(
        List.of(),
        world.texts(
            "select 1 from access.scope where relation = 'REFERRING' and closed_on is null"));
  }

  @Test
  void aCorrectedBirthDateLeavesNoReferralBeforeBirth() {
    Identity who = born(world.daysAgo(3_000));
    PersonId id = world.child(world.tirana, who);
    world.referred(id);
    world.conflict("birth-after-referral", () -> correct(world.tirana, id, who, world.daysAgo(59)));
    assertEquals(1, world.persons.view(world.tirana, id).version());
    correct(world.tirana, id, who, world.daysAgo(60));
    assertEquals(
        List.of(world.daysAgo(60).toString()),
        world.texts("select child_birth_date from cases.referral where child = '" + id + "'"));
  }

  @Test
  void aReferralOfAnotherUnitIsHeldTooAndOneWithoutABirthDate() {
    Identity who = world.someChild();
    PersonId id = world.child(world.tirana, who);
    byTheParent("C-7", "B10", who);
    world.conflict("birth-after-referral", () -> correct(world.tirana, id, who, world.daysAgo(1)));
    world.run("update cases.referral set child_birth_date = null where child = '" + id + "'");
    world.conflict("birth-after-referral", () -> correct(world.tirana, id, who, world.daysAgo(1)));
  }

  @Test
  @Clause("R-94")
  void aRefusedReferralKeepsTheChildInNobodysScope() {
    var status = byTheParent("C-8", "B10", world.someChild());
    var id = new ReferralId(status.referral().id());
    PersonId child = child(status);
    world.persons.view(world.durres, child);
    world.referrals.screen(world.durres, id, Said.screening(1, "LOW", world.daysAgo(59)));
    world.referrals.answer(
        world.headOfDurres, id, Said.answer(2, "NOT_SUBSTANTIATED", world.daysAgo(58)));
    world.absent(() -> world.persons.view(world.durres, child));
    assertNull(world.referrals.view(world.durres, id).person());
    assertEquals(
        List.of("1"),
        world.texts(
            "select count(*) from access.scope where closed_on is null and via = '" + id + "'"));
  }

  @Test
  void anAcceptedOneLeavesHimToTheCase() {
    PersonId child = child(byTheParent("C-9", "B53", world.someChild()));
    var id =
        new ReferralId(
            java.util.UUID.fromString(
                world.texts("select id from cases.referral where case_number = 'C-9'").get(0)));
    world.referrals.screen(world.tirana, id, Said.screening(1, "LOW", world.daysAgo(59)));
    world.referrals.answer(world.head, id, world.accepting());
    world.persons.view(world.tirana, child);
    assertEquals(
        List.of("CASE"),
        world.texts(
            "select relation from access.scope where closed_on is null and subject = '"
                + child
                + "'"));
  }
}
