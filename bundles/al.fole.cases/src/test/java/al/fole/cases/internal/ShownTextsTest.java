// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.AnswerReferral;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CloseCase;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ScreenReferral;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was told, found, answered and said at the end is shown to whoever may see the record. */
class ShownTextsTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
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
    var id = new ReferralId(world.referrals.refer(world.tirana, said).id());
    world.referrals.screen(
        world.tirana, id, new ScreenReferral(1, "LOW", "Vizitë në shtëpi.", world.daysAgo(58)));
    return id;
  }

  private static void answered(ReferralId id, String outcome) {
    world.referrals.answer(
        world.head,
        id,
        new AnswerReferral(2, outcome, null, "Familja e gjeti mbështetjen.", world.daysAgo(56)));
  }

  private static CaseId closed(PersonId child) {
    ReferralId id = referred(child);
    answered(id, "ACCEPTED");
    CaseId careCase = world.caseOf(id);
    world.cases.close(
        world.head,
        careCase,
        new CloseCase(1, "NOT_NEEDED", "Gjyshja u kujdes.", world.daysAgo(50)));
    return careCase;
  }

  private static void erase(PersonId child) {
    world.run(
        "set fole.by_hand = 'test:erased'; set session_replication_role = replica;"
            + " update store.subject_key set wrapped = null, erased_at = now() where id = '"
            + child
            + "'; reset all");
  }

  @Test
  @Clause("R-17")
  void aReferralShowsWhatWasToldFoundAndAnswered() {
    PersonId child = world.child();
    ReferralId id = referred(child);
    assertNull(world.referrals.view(world.colleague, id).answerReason());
    answered(id, "NOT_SUBSTANTIATED");
    long reads = world.entries("cases.referral-viewed", child);
    for (var actor : List.of(world.colleague, world.region, world.directorate)) {
      var view = world.referrals.view(actor, id);
      boolean alleged = actor.equals(world.colleague);
      assertEquals(alleged ? "Mësuesja njofton." : null, view.narrative());
      assertEquals("Vizitë në shtëpi.", view.findings());
      assertEquals("Familja e gjeti mbështetjen.", view.answerReason());
    }
    assertEquals(reads + 3, world.entries("cases.referral-viewed", child));
    var listed = world.referrals.list(world.tirana, "NOT_SUBSTANTIATED", 100, null).items();
    var one = listed.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    assertNull(one.findings());
    assertNull(one.answerReason());
    world.absent(() -> world.referrals.view(world.durres, id));
  }

  @Test
  void aClosedCaseShowsWhyItWasClosed() {
    CaseId id = closed(world.child());
    var view = world.cases.view(world.region, id);
    assertEquals("NOT_NEEDED", view.closureReason());
    assertEquals("Gjyshja u kujdes.", view.closureNarrative());
    var listed =
        world.cases.list(world.tirana, new CaseQuery(null, null, "DATE", 100, null)).items();
    var one = listed.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    assertEquals("NOT_NEEDED", one.closureReason());
    assertNull(one.closureNarrative());
    var live = world.view(world.opened(world.child(), "LOW"));
    assertNull(live.closureReason());
    assertNull(live.closureNarrative());
  }

  @Test
  void withoutTheKeyNoWordIsShown() {
    PersonId child = world.child();
    CaseId id = closed(child);
    var referral = world.texts("select id from cases.referral where child = '" + child + "'");
    erase(child);
    var view = world.view(id);
    assertEquals("NOT_NEEDED", view.closureReason());
    assertNull(view.closureNarrative());
    var told =
        world.referrals.view(
            world.tirana, new ReferralId(java.util.UUID.fromString(referral.get(0))));
    assertEquals("CLOSED", told.state());
    assertNull(told.narrative());
    assertNull(told.findings());
    assertNull(told.answerReason());
  }
}
