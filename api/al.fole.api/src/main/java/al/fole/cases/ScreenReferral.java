// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A first look at a referral (shqyrtimi i referimit): how great is the danger.
 *
 * @param expected version the worker has seen
 * @param risk code of the list {@code risk}: {@code LOW}, {@code MEDIUM}, {@code HIGH}, {@code
 *     IMMEDIATE}
 * @param findings at most 4,000 characters, or null; kept encrypted
 * @param screenedOn not in the future, not before the referral
 */
public record ScreenReferral(
    long expected, String risk, @Nullable String findings, LocalDate screenedOn) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ScreenReferral[" + expected + "]";
  }
}
