// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.AssessmentId;
import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An assessment or a decision by itself is what the case shows of it, to the same people. */
class SingleViewsTest {
  private static CasesWorld world;
  private static PersonId child;
  private static CaseId careCase;
  private static AssessmentId assessment;
  private static DecisionId decision;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
    child = world.child();
    careCase = world.opened(child, "HIGH");
    var draft =
        world.assessments.assess(world.tirana, careCase, Said.assessment(world.daysAgo(50)));
    assessment = Said.assessmentOf(draft);
    world.assessments.finalise(world.tirana, assessment, 1, world.daysAgo(40));
    decision =
        Said.decisionOf(
            world.cases.decide(world.tirana, careCase, Said.decision("COURT", world.daysAgo(35))));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void theyAreWhatTheCaseShows() {
    var whole = world.view(careCase);
    assertEquals(whole.assessments(), List.of(world.assessments.view(world.colleague, assessment)));
    assertEquals(whole.decisions(), List.of(world.cases.decision(world.colleague, decision)));
    assertEquals(2, world.assessments.view(world.tirana, assessment).version());
    assertEquals("117/2026", world.cases.decision(world.tirana, decision).number());
  }

  @Test
  void whoLookedIsInTheJournal() {
    long assessments = world.entries("cases.assessment-viewed", child);
    long decisions = world.entries("cases.decision-viewed", child);
    world.assessments.view(world.region, assessment);
    world.cases.decision(world.directorate, decision);
    assertEquals(assessments + 1, world.entries("cases.assessment-viewed", child));
    assertEquals(decisions + 1, world.entries("cases.decision-viewed", child));
  }

  @Test
  void outOfScopeAndNotThereAreTheSame() {
    var noAssessment = new AssessmentId(UUID.randomUUID());
    var noDecision = new DecisionId(UUID.randomUUID());
    for (Actor actor : List.of(world.durres, world.headOfDurres)) {
      world.absent(() -> world.assessments.view(actor, assessment));
      world.absent(() -> world.cases.decision(actor, decision));
    }
    world.absent(() -> world.assessments.view(world.tirana, noAssessment));
    world.absent(() -> world.cases.decision(world.tirana, noDecision));
    world.forbidden("cases.view", () -> world.assessments.view(world.administrator, assessment));
    world.forbidden("cases.view", () -> world.cases.decision(world.administrator, decision));
  }
}
