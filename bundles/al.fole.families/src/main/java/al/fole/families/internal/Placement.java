// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.Objects.requireNonNull;

import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import al.fole.event.Change;
import al.fole.event.Detail;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyId;
import al.fole.families.FamilyView.Approval;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.families.PlacementId;
import al.fole.families.PlacementView;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A child's placement with a family (vendosja).
 *
 * @param place ordinal of the place the child has
 * @param fileNumber of the case
 * @param childBirthDate copied from persons
 * @param municipality responsible for the child
 * @param decisionFrom copied from the case
 * @param emergency whether it rests on an emergency decision
 * @param exception decision that let a sibling in, or null
 * @param places of the approval
 * @param respiteFrom first day of the placement the child rests from, or null
 */
record Placement(
    PlacementId id,
    long version,
    FamilyId family,
    int place,
    CaseId careCase,
    String fileNumber,
    PersonId child,
    LocalDate childBirthDate,
    String municipality,
    DecisionId decision,
    LocalDate decisionFrom,
    @Nullable LocalDate decisionTo,
    boolean emergency,
    @Nullable DecisionId exception,
    UUID approval,
    int places,
    LocalDate approvalFrom,
    LocalDate approvalTo,
    String careType,
    String careForm,
    boolean kinship,
    @Nullable PlacementId respiteOf,
    @Nullable LocalDate respiteFrom,
    LocalDate startedOn,
    @Nullable LocalDate plannedEnd,
    @Nullable LocalDate endedOn,
    @Nullable String endReason,
    @Nullable Boolean endPlanned,
    String provider,
    LocalDate informedOn,
    Instant recordedAt) {

  /** The care a child rests from his family with. */
  static final String RESPITE = "FOSTER_RESPITE";

  /** A child comes to a family that has a place for him. */
  static Change<Placement, ChildPlaced> place(PlacementId id, Placing placing) {
    Rule.check(PlacementRules.REQUEST, placing);
    Rule.check(PlacementRules.PLACING, placing);
    PlaceChild said = placing.said();
    Approval approval = placing.approval().orElseThrow();
    Placement rested = placing.rested();
    var placement =
        new Placement(
            id,
            1,
            placing.family().id(),
            placing.place().orElseThrow().ordinal(),
            said.careCase(),
            placing.basis().fileNumber(),
            said.child(),
            placing.child().birthDate(),
            placing.basis().municipality(),
            said.decision(),
            placing.basis().inForceFrom(),
            placing.basis().validTo(),
            placing.basis().kind().equals("EMERGENCY"),
            said.exception(),
            approval.id(),
            approval.terms().places(),
            approval.terms().validFrom(),
            approval.terms().validTo(),
            said.careType(),
            approval.terms().kind(),
            approval.terms().kinship(),
            said.respiteOf(),
            rested == null ? null : rested.startedOn,
            said.startedOn(),
            said.plannedEnd(),
            null,
            null,
            null,
            said.provenance().provider(),
            said.provenance().on(),
            placing.now());
    var event =
        new ChildPlaced(
            id,
            1,
            placement.family,
            placement.careCase,
            placement.child,
            placement.decision,
            placement.approval,
            placement.municipality,
            placement.careType,
            placement.careForm,
            placement.kinship,
            placement.emergency,
            placement.respiteOf,
            placement.exception,
            placement.startedOn,
            placement.plannedEnd);
    return new Change<>(placement, event, List.of());
  }

  /**
   * The child leaves.
   *
   * @param rests the times he rested elsewhere during it
   */
  Change<Placement, PlacementEnded> end(
      EndPlacement said, List<Placement> rests, Instant now, LocalDate today) {
    Rule.check(PlacementRules.END, new PlacementRules.Ending(this, said, rests, today));
    var after =
        new Placement(
            id,
            version + 1,
            family,
            place,
            careCase,
            fileNumber,
            child,
            childBirthDate,
            municipality,
            decision,
            decisionFrom,
            decisionTo,
            emergency,
            exception,
            approval,
            places,
            approvalFrom,
            approvalTo,
            careType,
            careForm,
            kinship,
            respiteOf,
            respiteFrom,
            startedOn,
            plannedEnd,
            said.endedOn(),
            said.reason(),
            said.planned(),
            said.provenance().provider(),
            said.provenance().on(),
            now);
    var event =
        new PlacementEnded(
            id,
            after.version,
            family,
            careCase,
            child,
            municipality,
            respiteOf != null,
            said.reason(),
            said.planned(),
            startedOn,
            said.endedOn());
    String narrative = Texts.clean(said.narrative());
    return new Change<>(
        after,
        event,
        narrative == null
            ? List.of()
            : List.of(new Detail(child.value(), Map.of("narrative", narrative))));
  }

  boolean active() {
    return endedOn == null;
  }

  boolean respite() {
    return respiteOf != null;
  }

  /** As it may be shown. */
  PlacementView view(@Nullable PersonView person, LocalDate today) {
    LocalDate last = active() ? today : requireNonNull(endedOn);
    return new PlacementView(
        id,
        version,
        family,
        careCase,
        fileNumber,
        child,
        person,
        municipality,
        careType,
        careForm,
        kinship,
        emergency,
        decision,
        startedOn,
        plannedEnd,
        endedOn,
        endReason,
        respiteOf,
        ChronoUnit.DAYS.between(startedOn, last) + 1);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Placement[" + id + " v" + version + "]";
  }
}
