// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.CaseView;
import al.fole.itests.clauses.Clause;
import al.fole.journal.Entry;
import al.fole.persons.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A case step by step, from the referral to its closure. */
class CaseStoryTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void stands(CaseId id, CaseState state, int sinceDaysAgo) {
    CaseView view = world.view(id);
    assertEquals(state, view.state());
    assertEquals(world.daysAgo(sinceDaysAgo), view.stateSince());
  }

  @Test
  @Clause("R-02")
  @Clause("R-21")
  @Clause("R-43")
  @Clause("R-51")
  @Clause("R-81")
  @Clause("R-85")
  void fromTheReferralToTheClosure() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "MEDIUM");
    stands(id, CaseState.INITIAL_ASSESSMENT, 56);
    assertTrue(world.view(id).fileNumber().matches("RKAF-53-20[0-9]{2}-[0-9]{5}"));
    assertEquals("MEDIUM", world.view(id).risk());

    world.assess(id, 40);
    stands(id, CaseState.FULL_ASSESSMENT, 40);
    assertEquals("HIGH", world.view(id).risk());

    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    stands(id, CaseState.IN_PREPARATION, 35);

    var placed = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, placed);
    stands(id, CaseState.IN_CARE, 30);
    var care = world.care(id);
    assertEquals("FOSTER_LONG", care.careType());
    assertEquals(placed.family().value(), java.util.Objects.requireNonNull(care.family()).id());
    assertEquals(30, care.days());
    assertNull(care.endedOn());

    world.end(world.tirana, Said.end(placed, "REUNIFIED", world.daysAgo(10)));
    stands(id, CaseState.AFTERCARE_FOLLOW_UP, 10);
    assertEquals("REUNIFIED", world.care(id).endReason());
    assertEquals(20, world.care(id).days());

    var view = world.view(id);
    world.cases.close(world.head, id, Said.closing(view.version(), world.daysAgo(1)));
    stands(id, CaseState.CLOSED, 1);
    assertEquals(world.daysAgo(1), world.view(id).closedOn());
    assertEquals(
        java.util.List.of(
            "cases.opened",
            "cases.assessed",
            "cases.decided",
            "cases.care-started",
            "cases.care-ended",
            "cases.closed"),
        world.cases.history(world.tirana, id).stream().map(Entry::type).toList());
  }
}
