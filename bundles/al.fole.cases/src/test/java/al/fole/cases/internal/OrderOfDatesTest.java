// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import al.fole.cases.AssessChild;
import al.fole.cases.CaseId;
import al.fole.itests.clauses.Clause;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Referred ≤ screened ≤ answered ≤ opened ≤ assessed ≤ decided ≤ placed (I-11). */
class OrderOfDatesTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static AssessChild heard(LocalDate startedOn, LocalDate heardOn) {
    return new AssessChild(
        startedOn,
        "HIGH",
        heardOn,
        "Dua të rri afër shkollës.",
        null,
        "Nevojat.",
        "FOSTER_CARE",
        Said.by(startedOn));
  }

  @Test
  void anAssessmentStartsWhenTheCaseIsOpenAndTheChildIsHeardInIt() {
    CaseId id = world.opened(world.child(), "HIGH");
    world.invalid(
        "startedOn",
        "assessed-before-opening",
        () -> world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(57))));
    world.invalid(
        "heardOn",
        "heard-before-start",
        () ->
            world.assessments.assess(
                world.tirana, id, heard(world.daysAgo(50), world.daysAgo(51))));
    var draft = world.assessments.assess(world.tirana, id, Said.assessment(world.daysAgo(56)));
    world.invalid(
        "startedOn",
        "assessed-before-opening",
        () ->
            world.assessments.rewrite(
                world.tirana, Said.assessmentOf(draft), 1, Said.assessment(world.daysAgo(57))));
    world.assessments.finalise(world.tirana, Said.assessmentOf(draft), 1, world.daysAgo(56));
    assertEquals(world.daysAgo(56), world.view(id).assessments().get(0).finalisedOn());
  }

  @Test
  void nothingIsDecidedOfACaseThatIsNotOpenEvenInAnEmergency() {
    CaseId id = world.opened(world.child(), "IMMEDIATE");
    world.invalid(
        "decidedOn",
        "decided-before-opening",
        () -> world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(57))));
    world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(56)));
    assertEquals(1, world.view(id).decisions().size());
  }

  @Test
  @Clause("R-55")
  void careBeginsWithinTheCaseAndIsWhereThePastIsToldFromItsFirstDay() {
    PersonId child = world.child();
    CaseId id = world.opened(child, "IMMEDIATE");
    var decision =
        world.cases.decide(world.head, id, Said.decision("EMERGENCY", world.daysAgo(56)));
    world.invalid(
        "startedOn",
        "care-before-opening",
        () ->
            world.place(
                world.head,
                Said.placement(id, child, decision, "FOSTER_EMERGENCY", world.daysAgo(57))));
    world.place(
        world.head, Said.placement(id, child, decision, "FOSTER_EMERGENCY", world.daysAgo(56)));
    assertEquals(world.daysAgo(56), world.care(id).startedOn());
    assertNotNull(world.cases.on(world.tirana, id, world.daysAgo(56)).placement());
  }
}
