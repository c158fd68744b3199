// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.PastState;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A case as it stood on any past day, rebuilt from the journal. */
class PastStateTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static PastState on(CaseId id, int daysAgo) {
    return world.cases.on(world.tirana, id, world.daysAgo(daysAgo));
  }

  /** From one day to another, both included, the case stood so; counted back from today. */
  private static void stood(CaseId id, int from, int to, CaseState state) {
    for (int day : new int[] {from, to}) {
      PastState past = on(id, day);
      assertEquals(state, past.state(), day + " days ago");
      assertEquals(world.daysAgo(from), past.since(), day + " days ago");
    }
  }

  @Test
  @Clause("R-55")
  void onEveryDayFromTheOpeningToToday() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "MEDIUM");
    world.assess(id, 40);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    var placed = Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30));
    world.place(world.tirana, placed);
    world.end(world.tirana, Said.end(placed, "REUNIFIED", world.daysAgo(10)));

    stood(id, 56, 41, CaseState.INITIAL_ASSESSMENT);
    stood(id, 40, 36, CaseState.FULL_ASSESSMENT);
    stood(id, 35, 31, CaseState.IN_PREPARATION);
    stood(id, 30, 11, CaseState.IN_CARE);
    stood(id, 10, 0, CaseState.AFTERCARE_FOLLOW_UP);
    assertEquals("MEDIUM", on(id, 41).risk());
    assertEquals("HIGH", on(id, 40).risk());
    assertNull(on(id, 31).placement());
    assertEquals(placed.placement().value(), refOf(on(id, 30).placement()));
    assertEquals(placed.family().value(), refOf(on(id, 11).family()));
    assertEquals("FOSTER_LONG", on(id, 20).careType());
    assertNull(on(id, 10).family());
    world.invalid("date", "date-before-opening", () -> on(id, 57));
    world.invalid("date", "business-date-range", () -> on(id, -1));
    assertEquals(11 + 8, world.entries("cases.past-viewed", child));
  }

  private static UUID refOf(@Nullable Ref ref) {
    return requireNonNull(ref).id();
  }

  @Test
  @Clause("R-55")
  void whatIsRecordedLateTakesItsPlaceByItsDate() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var decision = world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35)));
    stood(id, 35, 0, CaseState.IN_PREPARATION);
    world.place(
        world.tirana, Said.placement(id, child, decision, "FOSTER_LONG", world.daysAgo(30)));
    stood(id, 35, 31, CaseState.IN_PREPARATION);
    stood(id, 30, 0, CaseState.IN_CARE);
    // A decision of the time of preparation, and a referral of before, say nothing of that time.
    world.cases.decide(
        world.tirana,
        id,
        Said.decision("COURT", "CAPACITY_EXCEPTION", world.daysAgo(33), world.daysAgo(33)));
    var referral = world.screened(child, "LOW");
    world.referrals.answer(world.head, referral, world.accepting());
    stood(id, 56, 41, CaseState.INITIAL_ASSESSMENT);
    stood(id, 40, 36, CaseState.FULL_ASSESSMENT);
    stood(id, 35, 31, CaseState.IN_PREPARATION);
    stood(id, 30, 0, CaseState.IN_CARE);
  }

  @Test
  void aPartOfTheEntriesSaysNothing() {
    CaseId id = world.opened(world.child(), "MEDIUM");
    assertEquals("MEDIUM", on(id, 0).risk());
    world.run("update cases.care_case set version = version + 1000 where id = '" + id + "'");
    world.conflict("history-too-long", () -> on(id, 0));
    assertEquals(1, world.cases.history(world.tirana, id).size());
  }

  @Test
  void aNewStateIsNeverBeforeTheOneItFollows() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "IMMEDIATE");
    var emergency =
        world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(55)));
    world.assess(id, 50);
    world.place(
        world.head, Said.placement(id, child, emergency, "FOSTER_EMERGENCY", world.daysAgo(54)));
    assertEquals(world.daysAgo(54), world.care(id).startedOn(), "recorded late");
    assertEquals(CaseState.EMERGENCY_PLACED, on(id, 50).state());
    assertEquals(world.daysAgo(50), on(id, 50).since());
    var confirmed = Said.decision("COURT", "PLACEMENT", world.daysAgo(50), world.daysAgo(50));
    world.cases.decide(world.tirana, id, confirmed);
    stood(id, 50, 0, CaseState.IN_CARE);
    assertEquals(world.view(id).state(), on(id, 0).state());
    assertEquals(world.view(id).stateSince(), on(id, 0).since());
  }
}
