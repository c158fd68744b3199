// SPDX-License-Identifier: EUPL-1.2
package al.fole.families;

import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A placement ends (përfundimi i vendosjes).
 *
 * @param expected version the worker has seen
 * @param endedOn last day; not in the future, not before the first
 * @param reason code of the list {@code exit-reason}
 * @param planned whether the end was planned
 * @param narrative at most 4,000 characters, or null; kept encrypted
 * @param provenance who gave the information
 */
public record EndPlacement(
    long expected,
    LocalDate endedOn,
    String reason,
    boolean planned,
    @Nullable String narrative,
    Provenance provenance) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "EndPlacement[" + expected + "]";
  }
}
