// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.FirstLife;
import org.junit.jupiter.api.Test;

/**
 * First life of a child in the register: referred, assessed, family approved, decision taken,
 * placed, followed, and the care ended. The same story
 * is played in every other host.
 */
class FirstLifeIT {
  private final FirstLife story = new FirstLife(Demonstration.stage());

  @Test
  @Clause("R-02")
  @Clause("R-43")
  @Clause("R-48")
  @Clause("R-49")
  @Clause("R-50")
  @Clause("R-51")
  @Clause("R-55")
  @Clause("R-81")
  @Clause("R-85")
  void fromTheReferralToTheEndOfTheCare() {
    story.fromTheReferralToTheEndOfTheCare();
  }

  @Test
  void whatWasMadeIsWhereItsAddressLeads() {
    story.whatWasMadeIsWhereItsAddressLeads();
  }

  @Test
  @Clause("R-71")
  void eachStepIsTakenByTheRoleThatMay() {
    story.eachStepIsTakenByTheRoleThatMay();
  }

  @Test
  @Clause("R-21")
  void noStepComesTooEarlyOrTwice() {
    story.noStepComesTooEarlyOrTwice();
  }

  @Test
  void theAssessorDoesNotApproveHisOwnAssessment() {
    story.theAssessorDoesNotApproveHisOwnAssessment();
  }

  @Test
  @Clause("R-17")
  @Clause("R-39")
  @Clause("R-81")
  void theParentRefersAndHearsHowFarItIs() throws InterruptedException {
    story.theParentRefersAndHearsHowFarItIs();
  }
}
