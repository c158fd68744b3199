// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import org.junit.jupiter.api.Test;

/** The format is final: old verifiers read new logs, new verifiers read old logs. */
class VerifiersOfAllReleasesIT {

  @Test
  @Clause("R-97")
  void theVerifierOfTheFirstReleaseBelievesTodaysLog() throws Exception {
    Demonstration.worker().post("/api/persons", Demonstration.girl("Vera", "Zaja").toString());
    Verifier.ofTheFirstRelease().believes(RunningHost.get().data().resolve("log"));
  }

  @Test
  void todaysVerifierBelievesTheLogOfTheFirstRelease() throws Exception {
    var said = Verifier.ofThisBuild().believes(Verifier.logOfTheFirstRelease());
    assertTrue(said.startsWith("sound: "), said);
  }
}
