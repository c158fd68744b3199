// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.AnswerReferral;
import al.fole.cases.CaseId;
import al.fole.cases.CloseCase;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ScreenReferral;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.persons.internal.ErasureRegistry;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A child erased by the legal act: his case stays without him. */
class ErasedChildTest {
  private static CasesWorld world;
  private static ErasureRegistry erasures;
  private static final Actor OFFICER = TestActor.of("DPO", "N");

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    erasures = new ErasureRegistry(world.fixture.database(), world.access);
    world.proved(world.head);
    world.proved(OFFICER);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static UUID proposed(PersonId child) {
    var byCourt = new ProposeErasure("COURT_DECISION", "9/2026", world.daysAgo(3));
    return erasures.propose(world.head, child, byCourt).id();
  }

  private static void erase(PersonId child) {
    erasures.decide(OFFICER, proposed(child), "APPROVED");
  }

  private static void refused(String rule, PersonId child) {
    assertEquals(rule, assertThrows(Problem.class, () -> erase(child)).rule());
    assertEquals(0, world.entries("persons.erased", child));
  }

  private static ReferralId referred(PersonId child) {
    var said =
        new RecordReferral(
            child,
            "SCHOOL",
            List.of("NEGLECT"),
            false,
            "Mësuesja njofton.",
            world.daysAgo(60),
            Said.by(world.daysAgo(60)));
    return new ReferralId(world.referrals.refer(world.tirana, said).id());
  }

  private static void screened(ReferralId id) {
    world.referrals.screen(
        world.tirana, id, new ScreenReferral(1, "LOW", "Vizitë në shtëpi.", world.daysAgo(58)));
  }

  private static void answered(ReferralId id, String outcome) {
    world.referrals.answer(
        world.head, id, new AnswerReferral(2, outcome, null, "Arsyeja.", world.daysAgo(56)));
  }

  @Test
  void neitherReferralNorCaseIsLeftBehindOpen() {
    PersonId child = world.child();
    ReferralId id = referred(child);
    refused("person-has-open-referral", child);
    screened(id);
    refused("person-has-open-referral", child);
    answered(id, "ACCEPTED");
    refused("person-has-open-case", child);
  }

  @Test
  void theCaseStaysAndNamesNobody() {
    PersonId child = world.child();
    ReferralId id = referred(child);
    screened(id);
    answered(id, "ACCEPTED");
    CaseId careCase = world.caseOf(id);
    world.cases.close(
        world.head,
        careCase,
        new CloseCase(1, "NOT_NEEDED", "Gjyshja u kujdes.", world.daysAgo(50)));
    assertNotNull(world.cases.view(world.tirana, careCase).closureNarrative());
    String year =
        world
            .texts("select child_birth_date from cases.referral where child = '" + child + "'")
            .get(0)
            .substring(0, 4);
    erase(child);
    assertEquals(
        List.of(year + "-01-01"),
        world.texts("select child_birth_date from cases.referral where child = '" + child + "'"));
    var view = world.cases.view(world.tirana, careCase);
    assertTrue(requireNonNull(view.person()).erased());
    assertNull(view.person().lastName());
    assertNull(view.closureNarrative());
    var referral = world.referrals.view(world.tirana, id);
    assertNull(referral.narrative());
    assertNull(referral.findings());
    assertTrue(
        world.cases.history(world.tirana, careCase).stream()
            .allMatch(it -> it.details().isEmpty()));
  }

  @Test
  void whatTheParentReferredCanBeComparedWithNothing() {
    PersonId child = world.child();
    ReferralId id = referred(child);
    screened(id);
    answered(id, "NOT_SUBSTANTIATED");
    world.run(
        "set fole.by_hand = 'test:parent'; set session_replication_role = replica;"
            + " update cases.referral set case_number = 'P-77', content = decode(repeat('ab', 32), 'hex')"
            + " where id = '"
            + id
            + "'; reset all");
    erase(child);
    assertEquals(
        List.of("00".repeat(32)),
        world.texts("select encode(content, 'hex') from cases.referral where id = '" + id + "'"));
  }
}
