// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.CaseState.AFTERCARE_FOLLOW_UP;
import static al.fole.cases.CaseState.CLOSED;
import static al.fole.cases.CaseState.CLOSED_NOT_NEEDED;
import static al.fole.cases.CaseState.EMERGENCY_PLACED;
import static al.fole.cases.CaseState.FULL_ASSESSMENT;
import static al.fole.cases.CaseState.INITIAL_ASSESSMENT;
import static al.fole.cases.CaseState.IN_CARE;
import static al.fole.cases.CaseState.IN_PREPARATION;

import al.fole.cases.Assignments.AssignWorker;
import al.fole.cases.Assignments.EntrustProvider;
import al.fole.cases.CaseEvent.CareEnded;
import al.fole.cases.CaseEvent.CareStarted;
import al.fole.cases.CaseEvent.CaseAssigned;
import al.fole.cases.CaseEvent.CaseClosed;
import al.fole.cases.CaseEvent.CaseEntrusted;
import al.fole.cases.CaseEvent.CaseOpened;
import al.fole.cases.CaseEvent.CaseTransferred;
import al.fole.cases.CaseEvent.ChildAssessed;
import al.fole.cases.CaseEvent.DecisionRecorded;
import al.fole.cases.CaseEvent.ReferralJoined;
import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.CloseCase;
import al.fole.cases.ReferralId;
import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.persons.PersonId;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case (rasti). A change of state takes effect on its business date, yet never before the state
 * it follows: so the states of a case follow one another in time as they do in the journal.
 *
 * @param unit responsible
 * @param municipality of that unit
 * @param risk last assessed
 * @param referredOn the first referral
 * @param assessedOn the initial assessment became final, or null
 * @param lastOn business date of what happened last
 */
record CareCase(
    CaseId id,
    long version,
    String fileNumber,
    PersonId child,
    String unit,
    String municipality,
    CaseState state,
    LocalDate stateSince,
    String risk,
    LocalDate referredOn,
    LocalDate openedOn,
    @Nullable LocalDate assessedOn,
    LocalDate lastOn,
    @Nullable LocalDate closedOn) {

  /** From the lowest to the highest. */
  private static final List<String> RISKS = List.of("LOW", "MEDIUM", "HIGH", "IMMEDIATE");

  /** Opened by a referral that was screened and is accepted. */
  static Change<CareCase, CaseOpened> open(
      CaseId id, String fileNumber, CareReferral by, LocalDate on) {
    String risk = Objects.requireNonNull(by.risk());
    var opened =
        new CareCase(
            id,
            1,
            fileNumber,
            by.child(),
            by.unit(),
            by.municipality(),
            INITIAL_ASSESSMENT,
            on,
            risk,
            by.referredOn(),
            on,
            null,
            on,
            null);
    var event =
        new CaseOpened(
            id, 1, by.child(), by.id(), by.unit(), by.municipality(), risk, opened.state, on);
    return new Change<>(opened, event, List.of());
  }

  /**
   * A further referral of the child. It can raise the risk; only an assessment lowers it.
   *
   * @param screened the risk its screening found
   */
  Change<CareCase, ReferralJoined> join(ReferralId referral, String screened, LocalDate on) {
    boolean raised = RISKS.indexOf(screened) > RISKS.indexOf(risk);
    CareCase joined = next(state, on, raised ? screened : risk, assessedOn);
    var event =
        new ReferralJoined(
            id, joined.version, child, referral, municipality, raised ? screened : null, state, on);
    return new Change<>(joined, event, List.of());
  }

  /** The initial assessment is final. */
  Change<CareCase, ChildAssessed> assessed(Assessment made) {
    LocalDate finalisedOn = Objects.requireNonNull(made.finalisedOn());
    CaseState to = state == INITIAL_ASSESSMENT ? FULL_ASSESSMENT : state;
    CareCase assessed = next(to, effective(to, finalisedOn), made.risk(), finalisedOn);
    var event =
        new ChildAssessed(
            id,
            assessed.version,
            child,
            made.id(),
            municipality,
            made.risk(),
            made.heardOn() != null,
            to,
            effective(to, finalisedOn));
    return new Change<>(assessed, event, List.of());
  }

  /** A decision is there; one on placement moves the case on, or confirms an emergency. */
  Change<CareCase, DecisionRecorded> decide(Decision decision, String number, LocalDate today) {
    Rule.check(CaseRules.BEFORE_DECISION, new CaseRules.Decided(decision, this, today));
    CaseState to = decidedState(decision, today);
    LocalDate from = to == IN_CARE && state != to ? decision.inForceFrom() : decision.decidedOn();
    CareCase decided = next(to, effective(to, from), risk, assessedOn);
    var event =
        new DecisionRecorded(
            id,
            decided.version,
            child,
            decision.id(),
            municipality,
            decision.kind(),
            decision.subject(),
            decision.decidedOn(),
            decision.inForceFrom(),
            decision.validTo(),
            to,
            effective(to, from));
    return new Change<>(
        decided, event, List.of(new Detail(child.value(), Map.of("number", number))));
  }

  private CaseState decidedState(Decision decision, LocalDate today) {
    if (!decision.subject().equals(Decision.PLACEMENT) || decision.emergency()) {
      return state;
    }
    if (state == FULL_ASSESSMENT) {
      return IN_PREPARATION;
    }
    return state == EMERGENCY_PLACED && decision.inForce(today) ? IN_CARE : state;
  }

  /** The child moved into a family. */
  Change<CareCase, CareStarted> placed(ChildPlaced placement, Decision decision) {
    Rule.check(
        decision.emergency() ? CaseRules.BEFORE_EMERGENCY_CARE : CaseRules.BEFORE_CARE, this);
    Rule.check(CaseRules.CARE_IN_CASE, new CaseRules.Starting(placement.startedOn(), this));
    CaseState to = decision.emergency() ? EMERGENCY_PLACED : IN_CARE;
    LocalDate on = effective(to, placement.startedOn());
    CareCase placed = next(to, on, risk, assessedOn);
    var event =
        new CareStarted(
            id,
            placed.version,
            child,
            placement.placement().value(),
            placement.family().value(),
            decision.id(),
            municipality,
            placement.careType(),
            to,
            on);
    return new Change<>(placed, event, List.of());
  }

  /**
   * The child left the family.
   *
   * @param to where the reason leads
   */
  Change<CareCase, CareEnded> left(PlacementEnded placement, CaseState to) {
    Rule.check(CaseRules.WHILE_PLACED, this);
    LocalDate on = effective(to, placement.endedOn());
    CareCase left = next(to, on, risk, assessedOn);
    var event =
        new CareEnded(
            id,
            left.version,
            child,
            placement.placement().value(),
            municipality,
            placement.reason(),
            to,
            on);
    return new Change<>(left, event, List.of());
  }

  /**
   * It is over.
   *
   * @param cared whether care ever began
   */
  Change<CareCase, CaseClosed> close(CloseCase command, boolean cared, LocalDate today) {
    Rule.check(CaseRules.BEFORE_CLOSING, this);
    CaseRules.current(command.expected(), version);
    Rule.check(CaseRules.CLOSING, new CaseRules.Closing(command, lastOn, today));
    CaseState to = cared ? CLOSED : CLOSED_NOT_NEEDED;
    CareCase closed = next(to, command.closedOn(), risk, assessedOn);
    var event =
        new CaseClosed(
            id, closed.version, child, municipality, command.reason(), to, command.closedOn());
    String narrative = command.narrative();
    return new Change<>(
        closed,
        event,
        narrative == null
            ? List.of()
            : List.of(new Detail(child.value(), Map.of("narrative", narrative))));
  }

  /** A worker of the unit is in charge, or nobody. */
  Change<CareCase, CaseAssigned> assign(AssignWorker command, LocalDate today) {
    Rule.check(CaseRules.LIVE, this);
    CaseRules.current(command.expected(), version);
    var event =
        new CaseAssigned(id, version + 1, child, command.worker(), municipality, state, today);
    return new Change<>(in(unit, municipality, lastOn), event, List.of());
  }

  /** A provider is in charge, or none. */
  Change<CareCase, CaseEntrusted> entrust(EntrustProvider command, LocalDate today) {
    Rule.check(CaseRules.LIVE, this);
    CaseRules.current(command.expected(), version);
    var event =
        new CaseEntrusted(id, version + 1, child, command.unit(), municipality, state, today);
    return new Change<>(in(unit, municipality, lastOn), event, List.of());
  }

  /** Another unit is responsible; how far the case has come stays. */
  Change<CareCase, CaseTransferred> transfer(Transfer offer, LocalDate on) {
    Rule.check(CaseRules.LIVE, this);
    Rule.check(TransferRules.GOING, new TransferRules.Going(on, lastOn));
    String to = offer.toUnit();
    String there = offer.toMunicipality();
    var event = new CaseTransferred(id, version + 1, child, unit, to, there, state, on);
    return new Change<>(in(to, there, on), event, List.of());
  }

  /**
   * What the parent is told of a change, or null for nothing: that care began, was confirmed or
   * ended, and that the case was closed.
   */
  static @Nullable String progress(CaseState before, CaseState after) {
    if (before == after) {
      return null;
    }
    if (!after.live()) {
      return CLOSED.name();
    }
    if (after == AFTERCARE_FOLLOW_UP) {
      return "CARE_ENDED";
    }
    return before.placed() || after.placed() ? after.name() : null;
  }

  /** When a change takes effect: a new state not before the one it follows. */
  private LocalDate effective(CaseState to, LocalDate on) {
    return to != state && on.isBefore(stateSince) ? stateSince : on;
  }

  /** The same case, where it is now. */
  CareCase in(String unit, String municipality, LocalDate lastOn) {
    return new CareCase(
        id,
        version + 1,
        fileNumber,
        child,
        unit,
        municipality,
        state,
        stateSince,
        risk,
        referredOn,
        openedOn,
        assessedOn,
        lastOn,
        closedOn);
  }

  private CareCase next(CaseState to, LocalDate on, String risk, @Nullable LocalDate assessedOn) {
    return new CareCase(
        id,
        version + 1,
        fileNumber,
        child,
        unit,
        municipality,
        to,
        to == state ? stateSince : on,
        risk,
        referredOn,
        openedOn,
        assessedOn,
        on.isAfter(lastOn) ? on : lastOn,
        to.live() ? null : on);
  }
}
