// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.Objects.requireNonNull;

import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyEvent;
import al.fole.families.FamilyEvent.FamilyApplied;
import al.fole.families.FamilyEvent.FamilyApproved;
import al.fole.families.FamilyEvent.FamilyAssessed;
import al.fole.families.FamilyEvent.FamilyRejected;
import al.fole.families.FamilyEvent.FamilyStateChanged;
import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView.Approval;
import al.fole.families.FamilyView.Assessment;
import al.fole.families.Terms;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A foster family (familja kujdestare).
 *
 * @param fileNumber given when it is entered
 * @param adults one or two, the first is the contact
 * @param offered what it applied for
 * @param changedOn business date of what happened last
 * @param appliedOn business date
 * @param provenance who said so last, and of which day
 * @param recordedAt when that came into the register
 * @param assessments oldest first
 * @param approvals oldest first
 * @param waiting the assessment no decision rests on yet, or null
 */
record Family(
    FamilyId id,
    long version,
    String fileNumber,
    List<PersonId> adults,
    String unit,
    String municipality,
    Terms offered,
    FamilyState state,
    LocalDate stateSince,
    LocalDate changedOn,
    LocalDate appliedOn,
    Provenance provenance,
    Instant recordedAt,
    List<Assessment> assessments,
    List<Approval> approvals,
    @Nullable Assessment waiting) {

  /** Who acts on it, and when. */
  record Moment(UUID actor, Instant now, LocalDate today) {}

  /** A new family; it has no file number yet. */
  static Change<Family, FamilyApplied> apply(
      FamilyId id, String unit, ApplyAsFamily said, Moment moment) {
    Rule.check(FamilyRules.APPLICATION, new FamilyRules.Application(said, moment.today()));
    var offered =
        new Terms(
            said.kind(),
            said.kinship(),
            said.careTypes(),
            said.places(),
            said.ageFrom(),
            said.ageTo(),
            said.appliedOn(),
            said.appliedOn());
    var family =
        new Family(
            id,
            1,
            "",
            said.adults(),
            unit,
            said.municipality(),
            offered,
            FamilyState.APPLIED,
            said.appliedOn(),
            said.appliedOn(),
            said.appliedOn(),
            said.provenance(),
            moment.now(),
            List.of(),
            List.of(),
            null);
    var event =
        new FamilyApplied(
            id,
            1,
            family.adult(),
            family.partner(),
            unit,
            said.municipality(),
            said.kind(),
            said.kinship(),
            said.places(),
            family.state(),
            said.appliedOn());
    return new Change<>(family, event, family.details("motivation", said.motivation()));
  }

  /** With its file number. */
  Family numbered(String number) {
    return new Family(
        id,
        version,
        number,
        adults,
        unit,
        municipality,
        offered,
        state,
        stateSince,
        changedOn,
        appliedOn,
        provenance,
        recordedAt,
        assessments,
        approvals,
        waiting);
  }

  /** Assessed; one that has only applied waits for the decision from now on. */
  Change<Family, FamilyAssessed> assess(UUID id, AssessFamily said, Moment moment) {
    Rule.check(FamilyRules.ASSESSMENT, new FamilyRules.Finding(this, said, moment.today()));
    var assessment =
        new Assessment(
            id,
            said.startedOn(),
            said.finalisedOn(),
            said.homeVisits(),
            said.criminalRecordOn(),
            said.trainingHours(),
            said.recommendation(),
            Texts.clean(said.summary()),
            moment.actor());
    FamilyState next = state == FamilyState.APPLIED ? FamilyState.DECISION_PENDING : state;
    Family after =
        next(
            next,
            said.finalisedOn(),
            said.provenance(),
            moment,
            plus(assessments, assessment),
            approvals,
            assessment);
    var event =
        new FamilyAssessed(
            this.id,
            after.version,
            adult(),
            partner(),
            id,
            municipality,
            said.recommendation(),
            next,
            said.finalisedOn());
    return new Change<>(after, event, details("summary", said.summary()));
  }

  /**
   * Decided on.
   *
   * @param longest days a provisional approval may last
   * @param housing whether children live with it
   */
  Change<Family, FamilyEvent> decide(
      UUID id, DecideOnFamily said, int longest, boolean housing, Moment moment) {
    Rule.check(
        DecisionRules.DECISION,
        new DecisionRules.Ruling(this, said, moment.actor(), longest, housing, moment.today()));
    var values = new HashMap<String, String>();
    String number = requireNonNull(Texts.clean(said.number()));
    values.put("number", number);
    String reason = Texts.clean(said.reason());
    if (reason != null) {
      values.put("reason", reason);
    }
    var details = List.of(new Detail(adult().value(), values));
    Terms terms = said.terms();
    if (terms == null || said.outcome().equals("REJECTED")) {
      Family after = next(FamilyState.REJECTED, said.decidedOn(), said.provenance(), moment);
      var event =
          new FamilyRejected(
              this.id,
              after.version,
              adult(),
              partner(),
              municipality,
              after.state,
              said.decidedOn());
      return new Change<>(after, event, details);
    }
    boolean provisional = said.outcome().equals("PROVISIONAL");
    var approval =
        new Approval(
            id,
            provisional,
            number,
            said.authority(),
            said.decidedOn(),
            said.digest().toLowerCase(Locale.ROOT),
            terms,
            moment.actor());
    boolean first = state == FamilyState.APPLIED || state == FamilyState.DECISION_PENDING;
    FamilyState next = first ? FamilyState.APPROVED : state;
    Family after =
        next(
            next,
            said.decidedOn(),
            said.provenance(),
            moment,
            assessments,
            plus(approvals, approval),
            null);
    return new Change<>(after, after.approved(approval), details);
  }

  private FamilyApproved approved(Approval approval) {
    Terms terms = approval.terms();
    return new FamilyApproved(
        id,
        version,
        adult(),
        partner(),
        approval.id(),
        approval.provisional(),
        municipality,
        terms.kind(),
        terms.kinship(),
        terms.places(),
        terms.ageFrom(),
        terms.ageTo(),
        terms.validFrom(),
        terms.validTo(),
        state,
        approval.decidedOn());
  }

  /**
   * Pauses, is suspended, comes back or leaves.
   *
   * @param housing whether children live with it
   */
  Change<Family, FamilyStateChanged> change(
      ChangeFamilyState said, boolean housing, Moment moment) {
    Rule.check(FamilyRules.STATE, new FamilyRules.Step(this, said, housing, moment.today()));
    Family after = next(said.state(), said.changedOn(), provenance, moment);
    var event =
        new FamilyStateChanged(
            id, after.version, adult(), partner(), municipality, after.state, said.changedOn());
    return new Change<>(after, event, details("reason", said.reason()));
  }

  /** The approval that covers a day: the last one of those. */
  Optional<Approval> approvalOn(LocalDate day) {
    return approvals.stream()
        .filter(it -> !day.isBefore(it.terms().validFrom()) && !day.isAfter(it.terms().validTo()))
        .reduce((former, later) -> later);
  }

  /** The last approval. */
  Optional<Approval> lastApproval() {
    return approvals.stream().reduce((former, later) -> later);
  }

  /** How many children it could take that day; a renewal to fewer places counts already. */
  int freePlaces(List<Place> places, LocalDate day) {
    if (state != FamilyState.APPROVED) {
      return 0;
    }
    int last = lastApproval().map(it -> it.terms().places()).orElse(0);
    return approvalOn(day)
        .map(it -> Math.max(0, Math.min(it.terms().places(), last) - Place.taken(places)))
        .orElse(0);
  }

  /** Whether it still has to show that it can (a provisional approval lasts until then). */
  boolean provisional() {
    return lastApproval().map(Approval::provisional).orElse(false);
  }

  /** Whether it takes part no longer. */
  boolean left() {
    return state == FamilyState.REJECTED || state == FamilyState.WITHDRAWN;
  }

  PersonId adult() {
    return adults.get(0);
  }

  @Nullable PersonId partner() {
    return adults.size() > 1 ? adults.get(1) : null;
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Family[" + id + " v" + version + "]";
  }

  private Family next(FamilyState next, LocalDate on, Provenance by, Moment moment) {
    return next(next, on, by, moment, assessments, approvals, waiting);
  }

  private Family next(
      FamilyState next,
      LocalDate on,
      Provenance by,
      Moment moment,
      List<Assessment> assessed,
      List<Approval> approved,
      @Nullable Assessment undecided) {
    LocalDate last = on.isAfter(changedOn) ? on : changedOn;
    return new Family(
        id,
        version + 1,
        fileNumber,
        adults,
        unit,
        municipality,
        offered,
        next,
        next == state ? stateSince : last,
        last,
        appliedOn,
        by,
        moment.now(),
        assessed,
        approved,
        undecided);
  }

  private List<Detail> details(String field, @Nullable String said) {
    String text = Texts.clean(said);
    return text == null ? List.of() : List.of(new Detail(adult().value(), Map.of(field, text)));
  }

  private static <T> List<T> plus(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
