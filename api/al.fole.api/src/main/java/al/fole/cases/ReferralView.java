// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A referral (referimi) as it may be shown; null where the actor may not read it: channel and
 * provider say who referred, reasons and narrative what is alleged.
 *
 * @param id the referral
 * @param version the ETag
 * @param child who is referred
 * @param person the child as lists show him, or null when he is out of reach
 * @param caseNumber of the parent's unified case, or null
 * @param channel code
 * @param reasons codes
 * @param urgent cannot wait
 * @param unit that is to take it up
 * @param state {@code RECEIVED}, {@code SCREENED}, then its outcome, then how far the case has come
 * @param risk from the screening, or null
 * @param careCase the case it opened or joined, or null
 * @param narrative what was told; like findings and reason in the view of one referral only, and
 *     null when the child's key was destroyed
 * @param findings of the screening, or null
 * @param answerReason why it was answered so, or null
 * @param referredOn business date
 * @param since of the state
 * @param provider who gave the information
 */
public record ReferralView(
    ReferralId id,
    long version,
    PersonId child,
    @Nullable PersonView person,
    @Nullable String caseNumber,
    @Nullable String channel,
    @Nullable List<String> reasons,
    boolean urgent,
    String unit,
    String state,
    @Nullable String risk,
    @Nullable CaseId careCase,
    @Nullable String narrative,
    @Nullable String findings,
    @Nullable String answerReason,
    LocalDate referredOn,
    Instant since,
    @Nullable String provider) {

  /** Copies the reasons. */
  public ReferralView {
    reasons = reasons == null ? null : List.copyOf(reasons);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ReferralView[" + id + " v" + version + "]";
  }
}
