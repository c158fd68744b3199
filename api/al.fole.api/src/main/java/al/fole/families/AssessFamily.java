// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.persons.Provenance;
import java.time.LocalDate;

/**
 * A finished assessment of a family (vlerësimi i familjes kujdestare).
 *
 * @param expected version the assessor has seen
 * @param startedOn not before the application
 * @param finalisedOn not in the future, not before {@code startedOn}
 * @param homeVisits how often the home was visited; at least once for a positive recommendation
 * @param criminalRecordOn oldest certificate of criminal record among the adults
 * @param trainingHours of the adult with the fewest
 * @param recommendation {@code POSITIVE} or {@code NEGATIVE}
 * @param summary at most 10,000 characters; kept encrypted
 * @param provenance who gave the information
 */
public record AssessFamily(
    long expected,
    LocalDate startedOn,
    LocalDate finalisedOn,
    int homeVisits,
    LocalDate criminalRecordOn,
    int trainingHours,
    String recommendation,
    String summary,
    Provenance provenance) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "AssessFamily[" + expected + "]";
  }
}
