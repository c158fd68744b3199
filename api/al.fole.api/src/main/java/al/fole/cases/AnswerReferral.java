// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a screened referral (pranimi ose kthimi i referimit). Accepted, it opens a case
 * for the child, or joins the child's live case. What reached a unit above the municipalities is
 * redirected from there, screened or not.
 *
 * @param expected version the worker has seen
 * @param outcome {@code ACCEPTED}, {@code REDIRECTED}, {@code NOT_SUBSTANTIATED} or {@code
 *     DUPLICATE}
 * @param unit where it is redirected to, local, regional or national; needed then only
 * @param reason at most 1,000 characters; needed unless accepted; kept encrypted
 * @param answeredOn not in the future, not before the referral and the screening
 */
public record AnswerReferral(
    long expected,
    String outcome,
    @Nullable String unit,
    @Nullable String reason,
    LocalDate answeredOn) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "AnswerReferral[" + expected + " " + outcome + "]";
  }
}
