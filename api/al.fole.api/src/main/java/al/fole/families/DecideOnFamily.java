// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The decision on an application or a renewal (vendimi i miratimit).
 *
 * @param expected version the head of unit has seen
 * @param outcome {@code APPROVED}, {@code PROVISIONAL} (a kinship family in an emergency, before
 *     its assessment, I-03) or {@code REJECTED}
 * @param number of the decision, at most 100 characters; kept encrypted
 * @param authority code of the list {@code decision-authority}
 * @param decidedOn not in the future, not before the assessment
 * @param digest SHA-256 of the document, 64 hexadecimal digits
 * @param terms what it is approved for; needed unless rejected
 * @param reason at most 1,000 characters; needed when rejected; kept encrypted
 * @param provenance who gave the information
 */
public record DecideOnFamily(
    long expected,
    String outcome,
    String number,
    String authority,
    LocalDate decidedOn,
    String digest,
    @Nullable Terms terms,
    @Nullable String reason,
    Provenance provenance) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "DecideOnFamily[" + expected + " " + outcome + "]";
  }
}
