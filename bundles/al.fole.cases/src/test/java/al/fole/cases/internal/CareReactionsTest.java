// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.persons.PersonId;
import al.fole.store.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When families place a child, or a placement ends, the case moves or nothing happens. */
class CareReactionsTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private record Ready(
      PersonId child, CaseId careCase, Receipt decision, @Nullable ChildPlaced placed) {
    ChildPlaced placement(String careType, int daysAgo) {
      return Said.placement(careCase, child, decision, careType, world.daysAgo(daysAgo));
    }
  }

  /** Decided 35 days ago. */
  private static Ready ready() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    return new Ready(
        child,
        id,
        world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(35))),
        null);
  }

  /** Placed in an emergency 50 days ago. */
  private static Ready emergency() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "IMMEDIATE");
    Receipt decision =
        world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(55)));
    var placed = Said.placement(id, child, decision, "FOSTER_EMERGENCY", world.daysAgo(50));
    world.place(world.head, placed);
    assertEquals(CaseState.EMERGENCY_PLACED, world.view(id).state());
    return new Ready(child, id, decision, placed);
  }

  @Test
  void nobodyIsPlacedBeforeThePreparation() {
    PersonId child = world.child();
    CaseId id = world.assessed(child);
    var exception =
        world.cases.decide(
            world.tirana,
            id,
            Said.decision("COURT", "CAPACITY_EXCEPTION", world.daysAgo(35), world.daysAgo(35)));
    world.conflict(
        "case-not-in-preparation",
        () ->
            world.place(
                world.tirana,
                Said.placement(id, child, exception, "FOSTER_LONG", world.daysAgo(30))));
    assertEquals(0, world.entries("families.child-placed", child));
  }

  @Test
  void aChildIsPlacedOnceAtATimeAndRespiteOnlyDuringCare() {
    Ready ready = ready();
    world.conflict(
        "case-not-placed", () -> world.place(world.tirana, ready.placement("FOSTER_RESPITE", 30)));
    world.place(world.tirana, ready.placement("FOSTER_LONG", 30));
    world.conflict(
        "case-has-placement", () -> world.place(world.tirana, ready.placement("FOSTER_LONG", 20)));
    long version = world.view(ready.careCase()).version();
    var respite = ready.placement("FOSTER_RESPITE", 20);
    world.place(world.tirana, respite);
    world.end(world.tirana, Said.end(respite, "OTHER", world.daysAgo(18)));
    assertEquals(version, world.view(ready.careCase()).version());
    assertEquals("FOSTER_LONG", world.care(ready.careCase()).careType());
  }

  @Test
  void anotherChildsCaseOrDecisionIsNotMistaken() {
    Ready one = ready();
    Ready other = ready();
    world.conflict(
        "case-of-another-child",
        () ->
            world.place(
                world.tirana,
                Said.placement(
                    one.careCase(),
                    other.child(),
                    one.decision(),
                    "FOSTER_LONG",
                    world.daysAgo(30))));
    world.absent(
        () ->
            world.place(
                world.tirana,
                Said.placement(
                    one.careCase(),
                    one.child(),
                    other.decision(),
                    "FOSTER_LONG",
                    world.daysAgo(30))));
    world.absent(() -> world.place(world.durres, one.placement("FOSTER_LONG", 30)));
    assertEquals(CaseState.IN_PREPARATION, world.view(one.careCase()).state());
  }

  @Test
  void anEmergencyIsConfirmedByADecisionInForceAfterTheAssessment() {
    Ready ready = emergency();
    CaseId id = ready.careCase();
    world.conflict(
        "initial-assessment-not-final",
        () -> world.cases.decide(world.tirana, id, Said.decision("COURT", world.daysAgo(30))));
    world.assess(id, 40);
    assertEquals(CaseState.EMERGENCY_PLACED, world.view(id).state());
    var notYet = Said.decision("COURT", "PLACEMENT", world.daysAgo(30), world.today.plusDays(1));
    world.conflict("confirmation-not-in-force", () -> world.cases.decide(world.tirana, id, notYet));
    assertEquals(CaseState.EMERGENCY_PLACED, world.view(id).state());
    world.cases.decide(
        world.tirana,
        id,
        Said.decision("COURT", "PLACEMENT", world.daysAgo(30), world.daysAgo(25)));
    assertEquals(CaseState.IN_CARE, world.view(id).state());
    assertEquals(world.daysAgo(25), world.view(id).stateSince());
    assertEquals(50, world.care(id).days());
  }

  @Test
  void anEmergencyThatEndsLeadsBackAndTheAssessmentIsStillToBeMade() {
    Ready ready = emergency();
    var another = ready.placement("FOSTER_EMERGENCY", 50);
    world.conflict(
        "care-of-another-placement",
        () -> world.end(world.tirana, Said.end(another, "BROKE_DOWN", world.daysAgo(45))));
    world.end(
        world.tirana, Said.end(requireNonNull(ready.placed()), "BROKE_DOWN", world.daysAgo(45)));
    assertEquals(CaseState.IN_PREPARATION, world.view(ready.careCase()).state());
    world.assess(ready.careCase(), 40);
    assertEquals(CaseState.IN_PREPARATION, world.view(ready.careCase()).state());
  }

  @Test
  void theReasonSaysWhereTheCaseGoes() {
    var paths =
        Map.of(
            "ADOPTED", CaseState.AFTERCARE_FOLLOW_UP,
            "MOVED_FAMILY", CaseState.IN_PREPARATION,
            "DIED", CaseState.CLOSED);
    paths.forEach(
        (reason, state) -> {
          Ready ready = ready();
          var placed = ready.placement("FOSTER_LONG", 30);
          world.place(world.tirana, placed);
          world.invalid(
              "reason",
              "code-unknown",
              () -> world.end(world.tirana, Said.end(placed, "BORED", world.daysAgo(5))));
          world.end(world.tirana, Said.end(placed, reason, world.daysAgo(5)));
          var view = world.view(ready.careCase());
          assertEquals(state, view.state());
          assertEquals(state.live() ? null : world.daysAgo(5), view.closedOn());
          world.conflict(
              state.live() ? "case-not-placed" : "case-closed",
              () -> world.end(world.tirana, Said.end(placed, reason, world.daysAgo(4))));
        });
  }

  @Test
  void thePeriodOfCareCountsFromTheFirstFamilyOn() {
    Ready ready = ready();
    var first = ready.placement("FOSTER_SHORT", 30);
    world.place(world.tirana, first);
    world.end(world.tirana, Said.end(first, "MOVED_FAMILY", world.daysAgo(10)));
    world.place(world.tirana, ready.placement("FOSTER_LONG", 10));
    var care = world.care(ready.careCase());
    assertEquals("FOSTER_LONG", care.careType());
    assertEquals(world.daysAgo(10), care.startedOn());
    assertEquals(30, care.days());
    assertNull(care.endReason());
  }

  @Test
  void whatAPlacementRestsOnIsToldAndTheCaseIsLocked() {
    Ready ready = ready();
    world
        .store()
        .write(
            world.tirana,
            tx -> {
              var facts =
                  world.cases.facts(tx, ready.careCase(), Said.decisionOf(ready.decision()));
              assertEquals(ready.child(), facts.child());
              assertEquals(CaseState.IN_PREPARATION, facts.state());
              assertEquals(world.daysAgo(60), facts.referredOn());
              assertEquals(world.daysAgo(40), facts.assessedOn());
              assertEquals("COURT", facts.kind());
              assertEquals(world.daysAgo(35), facts.inForceFrom());
              assertEquals(
                  List.of("55P03"),
                  world.attempts(
                      "select 1 from cases.care_case where id = '"
                          + ready.careCase()
                          + "' for no key update nowait"));
              return tx.record(ready.placement("FOSTER_LONG", 30), List.of());
            });
    Ready other = ready();
    world.absent(
        () ->
            world
                .store()
                .write(
                    world.tirana,
                    tx -> {
                      world.cases.facts(tx, ready.careCase(), Said.decisionOf(other.decision()));
                      throw new AssertionError();
                    }));
  }
}
