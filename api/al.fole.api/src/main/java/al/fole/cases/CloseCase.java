// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The case is over (mbyllja e rastit).
 *
 * @param expected version the head of unit has seen
 * @param reason code of the list {@code closure-reason}
 * @param narrative at most 4,000 characters, or null; kept encrypted
 * @param closedOn not in the future, not before what happened last
 */
public record CloseCase(
    long expected, String reason, @Nullable String narrative, LocalDate closedOn) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "CloseCase[" + expected + "]";
  }
}
