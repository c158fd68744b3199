// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.AssessChild;
import al.fole.cases.CaseId;
import al.fole.cases.RecordDecision;
import al.fole.cases.RecordReferral;
import al.fole.itests.clauses.Clause;
import al.fole.persons.Provenance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who gave the information stands in the list of providers, whatever is recorded. */
class CodesTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  @Clause("R-14")
  @Clause("R-70")
  void aReferralAnAssessmentAndADecisionNameAProvider() {
    RecordReferral referral = Said.referral(world.child(), world.daysAgo(60));
    provider(
        () ->
            world.referrals.refer(
                world.tirana,
                new RecordReferral(
                    referral.child(),
                    referral.channel(),
                    referral.reasons(),
                    referral.urgent(),
                    referral.narrative(),
                    referral.referredOn(),
                    neighbour())));
    CaseId opened = world.opened(world.child(), "HIGH");
    AssessChild assessment = Said.assessment(world.daysAgo(50));
    provider(
        () ->
            world.assessments.assess(
                world.tirana,
                opened,
                new AssessChild(
                    assessment.startedOn(),
                    assessment.risk(),
                    assessment.heardOn(),
                    assessment.views(),
                    assessment.notHeardReason(),
                    assessment.summary(),
                    assessment.recommendation(),
                    neighbour())));
    CaseId assessed = world.assessed(world.child());
    RecordDecision decision = Said.decision("COURT", world.daysAgo(35));
    provider(
        () ->
            world.cases.decide(
                world.tirana,
                assessed,
                new RecordDecision(
                    decision.kind(),
                    decision.subject(),
                    decision.number(),
                    decision.authority(),
                    decision.decidedOn(),
                    decision.inForceFrom(),
                    decision.validTo(),
                    decision.digest(),
                    neighbour())));
  }

  private static Provenance neighbour() {
    return new Provenance("NEIGHBOUR", world.daysAgo(60));
  }

  private static void provider(Executable work) {
    var problem = world.invalid("provenance.provider", "code-unknown", work);
    assertEquals("information-provider", problem.more().get("list"));
  }
}
