// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case (rasti) as it may be shown. A list shows it without assessments and decisions.
 *
 * @param id the case
 * @param version the ETag
 * @param fileNumber {@code RKAF-<municipality>-<year>-<number>}, without personal data
 * @param child whose it is
 * @param person the child as lists show him, or null when he is out of reach
 * @param unit responsible
 * @param municipality of that unit
 * @param state how far it has come
 * @param stateSince business date of that
 * @param risk last assessed
 * @param care the present or last care, or null before the first
 * @param referredOn the first referral
 * @param openedOn business date
 * @param closedOn business date, or null while live
 * @param closureReason code of the list {@code closure-reason}, or null while live
 * @param closureNarrative what was said then, in the view of one case only; null when nothing was,
 *     or when the child's key was destroyed
 * @param assessments oldest first
 * @param decisions oldest first
 * @param worker account the case is assigned to, in the view of one case, or null
 * @param provider unit the case is entrusted to, in the view of one case, or null
 */
public record CaseView(
    CaseId id,
    long version,
    String fileNumber,
    PersonId child,
    @Nullable PersonView person,
    String unit,
    String municipality,
    CaseState state,
    LocalDate stateSince,
    String risk,
    @Nullable Care care,
    LocalDate referredOn,
    LocalDate openedOn,
    @Nullable LocalDate closedOn,
    @Nullable String closureReason,
    @Nullable String closureNarrative,
    List<Assessment> assessments,
    List<Decision> decisions,
    @Nullable UUID worker,
    @Nullable String provider) {

  /** Copies the lists. */
  public CaseView {
    assessments = List.copyOf(assessments);
    decisions = List.copyOf(decisions);
  }

  /** In nobody's hands but the unit's. */
  public CaseView(
      CaseId id,
      long version,
      String fileNumber,
      PersonId child,
      @Nullable PersonView person,
      String unit,
      String municipality,
      CaseState state,
      LocalDate stateSince,
      String risk,
      @Nullable Care care,
      LocalDate referredOn,
      LocalDate openedOn,
      @Nullable LocalDate closedOn,
      @Nullable String closureReason,
      @Nullable String closureNarrative,
      List<Assessment> assessments,
      List<Decision> decisions) {
    this(
        id,
        version,
        fileNumber,
        child,
        person,
        unit,
        municipality,
        state,
        stateSince,
        risk,
        care,
        referredOn,
        openedOn,
        closedOn,
        closureReason,
        closureNarrative,
        assessments,
        decisions,
        null,
        null);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "CaseView[" + id + " v" + version + "]";
  }

  /**
   * Type, duration and status of the care.
   *
   * @param placement of the kind {@code placement}
   * @param family of the kind {@code family}, or null when the actor may not read it
   * @param careType code of the list {@code care-type}
   * @param startedOn first day
   * @param endedOn last day, or null while it lasts
   * @param endReason code of the list {@code exit-reason}, or null
   * @param days of the period of care until today or its end, from the first family on
   */
  public record Care(
      Ref placement,
      @Nullable Ref family,
      String careType,
      LocalDate startedOn,
      @Nullable LocalDate endedOn,
      @Nullable String endReason,
      long days) {}

  /**
   * An assessment of the child. Texts only in the view of one case.
   *
   * @param version the ETag of its own changes
   * @param finalisedOn or null while a draft
   * @param assessor account
   */
  public record Assessment(
      AssessmentId id,
      long version,
      LocalDate startedOn,
      @Nullable LocalDate finalisedOn,
      String risk,
      @Nullable LocalDate heardOn,
      @Nullable String notHeardReason,
      @Nullable String views,
      @Nullable String summary,
      String recommendation,
      UUID assessor) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Assessment[" + id + " v" + version + "]";
    }
  }

  /**
   * A decision on the case. Components as in {@link RecordDecision}.
   *
   * @param number null where the actor may not read what courts say, like authority and digest
   */
  public record Decision(
      DecisionId id,
      String kind,
      String subject,
      @Nullable String number,
      @Nullable String authority,
      LocalDate decidedOn,
      LocalDate inForceFrom,
      @Nullable LocalDate validTo,
      @Nullable String digest) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Decision[" + id + "]";
    }
  }
}
