// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import java.time.LocalDate;

/**
 * A family pauses, is suspended, comes back or leaves. Children who live in it stay: that is
 * another decision.
 *
 * @param expected version the head of unit has seen
 * @param state {@code ON_HOLD}, {@code SUSPENDED}, {@code APPROVED} or {@code WITHDRAWN}
 * @param reason at most 1,000 characters; kept encrypted
 * @param changedOn not in the future, not before what happened last
 */
public record ChangeFamilyState(
    long expected, FamilyState state, String reason, LocalDate changedOn) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ChangeFamilyState[" + expected + " " + state + "]";
  }
}
