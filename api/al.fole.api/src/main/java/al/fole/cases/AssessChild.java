// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The content of an initial assessment (vlerësimi fillestar), a draft until it is finalised. The
 * child is heard, or it is said why not (UN Guidelines 65, Family Code art. 6).
 *
 * @param startedOn not in the future, not before the case was opened
 * @param risk code of the list {@code risk}
 * @param heardOn the day the child was heard, not before {@code startedOn}, or null
 * @param views what the child said, at most 4,000 characters, or null; needed when heard; kept
 *     encrypted
 * @param notHeardReason code of the list {@code not-heard-reason}; needed when not heard
 * @param summary findings, at most 10,000 characters; kept encrypted
 * @param recommendation code of the list {@code care-recommendation}
 * @param provenance who gave the information
 */
public record AssessChild(
    LocalDate startedOn,
    String risk,
    @Nullable LocalDate heardOn,
    @Nullable String views,
    @Nullable String notHeardReason,
    String summary,
    String recommendation,
    Provenance provenance) {

  /** Tells nothing. */
  @Override
  public String toString() {
    return "AssessChild[…]";
  }
}
