// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A decision (vendimi) on the child's case, administrative or of a court.
 *
 * @param kind {@code ADMINISTRATIVE}, {@code EMERGENCY} or {@code COURT}
 * @param subject code of the list {@code decision-subject}: {@code PLACEMENT}, {@code
 *     CAPACITY_EXCEPTION}
 * @param number of the decision, at most 100 characters; kept encrypted
 * @param authority code of the list {@code decision-authority}
 * @param decidedOn not in the future; not before the case was opened and the final initial
 *     assessment, unless an emergency
 * @param inForceFrom first day it is in force; not before {@code decidedOn}
 * @param validTo last day, or null for no end
 * @param digest SHA-256 of the document, 64 hexadecimal digits (I-06)
 * @param provenance who gave the information
 */
public record RecordDecision(
    String kind,
    String subject,
    String number,
    String authority,
    LocalDate decidedOn,
    LocalDate inForceFrom,
    @Nullable LocalDate validTo,
    String digest,
    Provenance provenance) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "RecordDecision[" + kind + "]";
  }
}
