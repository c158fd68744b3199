// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child the parent refers for alternative family care (referimi, draft decision 2026 n.3/2/a).
 *
 * @param caseNumber number of the unified case in the parent; one referral per number
 * @param unit code of the unit that is to take it up
 * @param personalNumber ten characters with check letter, or null where there is none
 * @param firstName as in the civil register, or null when unknown
 * @param fatherName or null when unknown
 * @param lastName or null when unknown
 * @param sex {@code F}, {@code M} or {@code U} (not known)
 * @param birthDate exact or estimated
 * @param birthDateEstimated whether the date is an estimate
 * @param municipality two-digit code of residence
 * @param referredOn business date of the referral, not in the future
 */
public record Referral(
    String caseNumber,
    String unit,
    @Nullable String personalNumber,
    @Nullable String firstName,
    @Nullable String fatherName,
    @Nullable String lastName,
    String sex,
    LocalDate birthDate,
    boolean birthDateEstimated,
    String municipality,
    LocalDate referredOn) {

  /** Says nothing of the child: a referral may end up in a log. */
  @Override
  public String toString() {
    return "Referral[" + caseNumber + "]";
  }
}
