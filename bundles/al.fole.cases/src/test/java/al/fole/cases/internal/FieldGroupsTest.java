// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ReferralView;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a role does not read is not selected, so that the view lacks it. */
class FieldGroupsTest {
  private static CasesWorld world;
  private static CaseId id;
  private static ReferralId referral;
  private final Actor directorate = TestActor.of("BASHKI_SOC_DIR", "D53");
  private final Actor ministry = TestActor.of("MIN_POLICY", "MINISTRIA");

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    world.run(
        "select access.declare_policy('MIN_POLICY', 'LIST', 'CASE', '{NATIONAL}', '{RECORD}', 'of this test')");
    PersonId child = world.child();
    var said =
        new RecordReferral(
            child,
            "SCHOOL",
            List.of("NEGLECT"),
            false,
            "Mësuesja njofton.",
            world.daysAgo(60),
            Said.by(world.daysAgo(60)));
    referral = new ReferralId(world.referrals.refer(world.tirana, said).id());
    world.referrals.screen(world.tirana, referral, Said.screening(1, "HIGH", world.daysAgo(58)));
    world.referrals.answer(world.head, referral, world.accepting());
    id = world.caseOf(referral);
    world.assess(id, 40);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    world.place(
        world.tirana, Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30)));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void whoeverReadsEverythingSeesEverything() {
    CaseView view = world.cases.view(world.tirana, id);
    assertNotNull(view.assessments().get(0).summary());
    assertNotNull(view.decisions().get(0).number());
    assertNotNull(view.decisions().get(0).authority());
    assertNotNull(Objects.requireNonNull(view.care()).family());
    ReferralView told = world.referrals.view(world.tirana, referral);
    assertNotNull(told.channel());
    assertNotNull(told.reasons());
    assertNotNull(told.narrative());
  }

  @Test
  void theDirectorateReadsNeitherWhoReferredNorWhatIsAlleged() {
    ReferralView told = world.referrals.view(directorate, referral);
    assertNull(told.channel());
    assertNull(told.provider());
    assertNull(told.reasons());
    assertNull(told.narrative());
    assertEquals("HIGH", told.risk());
    var listed = world.referrals.list(directorate, null, 20, null).items().get(0);
    assertNull(listed.channel());
    assertNull(listed.reasons());
  }

  @Test
  void theMinistryReadsTheRecordAndNoWord() {
    CaseView view = world.cases.view(ministry, id);
    assertEquals("HIGH", view.risk());
    assertNull(view.assessments().get(0).views());
    assertNull(view.assessments().get(0).summary());
    CaseView.Decision decision = view.decisions().get(0);
    assertNull(decision.number());
    assertNull(decision.authority());
    assertNull(decision.digest());
    assertEquals("COURT", decision.kind());
    CaseView.Care care = Objects.requireNonNull(view.care());
    assertNull(care.family());
    assertEquals("FOSTER_LONG", care.careType());
    assertNull(Objects.requireNonNull(view.person()).lastName());
    assertNotNull(view.person().pseudonym());
    assertNull(world.cases.decision(ministry, decision.id()).number());
    assertNull(world.assessments.view(ministry, view.assessments().get(0).id()).summary());
    assertNull(world.cases.on(ministry, id, world.daysAgo(20)).family());
    assertNotNull(world.cases.on(world.tirana, id, world.daysAgo(20)).family());
  }

  @Test
  void nobodySortsByNamesHeMayNotRead() {
    world.invalid(
        "order",
        "field-not-readable",
        () -> world.cases.list(ministry, new CaseQuery(null, null, "NAME", 20, null)));
    world.cases.list(ministry, new CaseQuery(null, null, "DATE", 20, null));
  }
}
