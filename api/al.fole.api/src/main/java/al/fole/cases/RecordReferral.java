// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker records that a child was referred for alternative family care.
 *
 * @param child in the scope of the worker
 * @param channel code of the list {@code referral-channel}
 * @param reasons codes of the list {@code entry-reason}; at least one
 * @param urgent whether it cannot wait for the usual order
 * @param narrative what was told, at most 4,000 characters, or null; kept encrypted
 * @param referredOn business date of the referral; not in the future, not before the child's birth
 * @param provenance who gave the information
 */
public record RecordReferral(
    PersonId child,
    String channel,
    List<String> reasons,
    boolean urgent,
    @Nullable String narrative,
    LocalDate referredOn,
    Provenance provenance) {

  /** Copies the reasons. */
  public RecordReferral {
    reasons = List.copyOf(reasons);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "RecordReferral[" + child + "]";
  }
}
