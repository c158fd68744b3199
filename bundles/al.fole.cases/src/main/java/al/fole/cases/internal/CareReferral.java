// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.AnswerReferral;
import al.fole.cases.CaseId;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralEvent.ReferralAnswered;
import al.fole.cases.ReferralEvent.ReferralProgressed;
import al.fole.cases.ReferralEvent.ReferralReceived;
import al.fole.cases.ReferralEvent.ReferralScreened;
import al.fole.cases.ReferralId;
import al.fole.cases.ScreenReferral;
import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A referral (referimi) of a child. Its texts are not here: they are sealed in the row and in the
 * journal.
 *
 * @param childBirthDate copied from persons; null where an earlier version did not copy it
 * @param caseNumber of the parent's unified case, or null when a worker recorded it
 * @param channel null when it is shown to somebody who may not read it, like reasons and provider
 * @param unit that is to take it up
 * @param municipality of that unit
 * @param state {@code RECEIVED}, {@code SCREENED}, its outcome, then how far the case has come
 * @param since when the state was reached
 */
record CareReferral(
    ReferralId id,
    long version,
    PersonId child,
    @Nullable LocalDate childBirthDate,
    @Nullable String caseNumber,
    @Nullable String channel,
    @Nullable List<String> reasons,
    boolean urgent,
    String unit,
    String municipality,
    String state,
    Instant since,
    @Nullable String risk,
    @Nullable LocalDate screenedOn,
    @Nullable CaseId careCase,
    LocalDate referredOn,
    @Nullable String provider,
    LocalDate informedOn,
    Instant recordedAt) {

  static final String RECEIVED = "RECEIVED";
  static final String SCREENED = "SCREENED";
  static final String ACCEPTED = "ACCEPTED";
  static final String REDIRECTED = "REDIRECTED";

  /** Instead of a municipality, of a unit above the municipalities. */
  static final String ABOVE = "00";

  /** Where it is taken up. */
  record Place(String unit, String municipality) {
    boolean above() {
      return municipality.equals(ABOVE);
    }
  }

  /**
   * A new one, of a child who is born and under age on the day of the referral.
   *
   * @param born birth date in the register
   */
  static Change<CareReferral, ReferralReceived> receive(
      ReferralId id,
      RecordReferral said,
      LocalDate born,
      @Nullable String caseNumber,
      Place place,
      Instant now) {
    Rule.check(ReferralRules.OF_A_CHILD, new ReferralRules.Referred(said.referredOn(), born));
    Provenance provenance = said.provenance();
    var referral =
        new CareReferral(
            id,
            1,
            said.child(),
            born,
            caseNumber,
            said.channel(),
            said.reasons(),
            said.urgent(),
            place.unit(),
            place.municipality(),
            RECEIVED,
            now,
            null,
            null,
            null,
            said.referredOn(),
            provenance.provider(),
            provenance.on(),
            now);
    return new Change<>(
        referral,
        referral.received(said.referredOn()),
        referral.told("narrative", said.narrative()));
  }

  /** A first look. */
  Change<CareReferral, ReferralScreened> screen(
      ScreenReferral command, Instant now, LocalDate today) {
    Rule.check(ReferralRules.BEFORE_SCREENING, this);
    CaseRules.current(command.expected(), version);
    Rule.check(ReferralRules.SCREENING, new ReferralRules.Screening(command, referredOn, today));
    LocalDate on = command.screenedOn();
    CareReferral screened = next(SCREENED, now, command.risk(), on, null, place());
    var event =
        new ReferralScreened(
            id, screened.version, child, municipality, command.risk(), SCREENED, on);
    return new Change<>(screened, event, told("findings", command.findings()));
  }

  /** Refuses an answer that comes too early, twice, or says too little. */
  void answerable(AnswerReferral command, LocalDate today) {
    Rule.check(ReferralRules.BEFORE_ANSWER, this);
    CaseRules.current(command.expected(), version);
    Rule.check(ReferralRules.ANSWER, new ReferralRules.Answer(command, this, today));
  }

  /** Refuses to pass on what is not with a unit above the municipalities, or with too few words. */
  void redirectable(AnswerReferral command, LocalDate today) {
    Rule.check(ReferralRules.BEFORE_REDIRECTION, place());
    CaseRules.current(command.expected(), version);
    Rule.check(ReferralRules.ANSWER, new ReferralRules.Answer(command, this, today));
  }

  /** It opened or joined a case. */
  Change<CareReferral, ReferralAnswered> accept(
      AnswerReferral command, CaseId careCase, Instant now) {
    return answered(next(ACCEPTED, now, risk, screenedOn, careCase, place()), command, null);
  }

  /** It leads to nothing, as the outcome says. */
  Change<CareReferral, ReferralAnswered> refuse(AnswerReferral command, Instant now) {
    return answered(next(command.outcome(), now, risk, screenedOn, null, place()), command, null);
  }

  /** Another unit is to take it up, which receives it next. */
  Change<CareReferral, ReferralAnswered> redirect(AnswerReferral command, Place to, Instant now) {
    return answered(next(REDIRECTED, now, risk, screenedOn, null, place()), command, to.unit());
  }

  /** Received by the unit it was redirected to. */
  Change<CareReferral, ReferralReceived> receiveAt(Place place, LocalDate on, Instant now) {
    CareReferral received = next(RECEIVED, now, null, null, null, place);
    return new Change<>(received, received.received(on), List.of());
  }

  /** The case it led to has moved. */
  Change<CareReferral, ReferralProgressed> progress(String state, LocalDate on, Instant now) {
    CareReferral moved = next(state, now, risk, screenedOn, careCase, place());
    var event =
        new ReferralProgressed(
            id,
            moved.version,
            child,
            java.util.Objects.requireNonNull(careCase),
            municipality,
            state,
            on);
    return new Change<>(moved, event, List.of());
  }

  private Place place() {
    return new Place(unit, municipality);
  }

  private ReferralReceived received(LocalDate on) {
    return new ReferralReceived(
        id,
        version,
        child,
        unit,
        municipality,
        java.util.Objects.requireNonNull(channel),
        urgent,
        state,
        on);
  }

  private Change<CareReferral, ReferralAnswered> answered(
      CareReferral after, AnswerReferral command, @Nullable String to) {
    var event =
        new ReferralAnswered(
            id,
            after.version,
            child,
            municipality,
            after.careCase,
            to,
            after.state,
            command.answeredOn());
    return new Change<>(after, event, told("reason", command.reason()));
  }

  private List<Detail> told(String field, @Nullable String text) {
    return text == null ? List.of() : List.of(new Detail(child.value(), Map.of(field, text)));
  }

  private CareReferral next(
      String state,
      Instant now,
      @Nullable String risk,
      @Nullable LocalDate screenedOn,
      @Nullable CaseId careCase,
      Place place) {
    return new CareReferral(
        id,
        version + 1,
        child,
        childBirthDate,
        caseNumber,
        channel,
        reasons,
        urgent,
        place.unit(),
        place.municipality(),
        state,
        now,
        risk,
        screenedOn,
        careCase,
        referredOn,
        provider,
        informedOn,
        recordedAt);
  }
}
