// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import al.fole.cases.CaseFacts;
import al.fole.families.EndPlacement;
import al.fole.families.FamilyState;
import al.fole.families.PlacementQuery;
import al.fole.families.Terms;
import al.fole.persons.Provenance;
import al.fole.rules.Days;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold when a child comes to a family or leaves it; each rule is one condition. */
final class PlacementRules {

  /**
   * The end of a placement.
   *
   * @param rests the times the child rested elsewhere during it
   */
  record Ending(Placement placement, EndPlacement said, List<Placement> rests, LocalDate today) {}

  /** The request makes sense. */
  static final List<Rule<Placing>> REQUEST =
      Rule.all(
          Days.<Placing>given("startedOn", it -> it.said().startedOn(), Placing::today),
          List.of(
              new Rule<Placing>(
                  "planned-end-before-start",
                  "plannedEnd",
                  it -> !before(it.said().plannedEnd(), it.said().startedOn()),
                  "Mbarimi i parashikuar është para fillimit.",
                  "The planned end is before the start."),
              new Rule<Placing>(
                  "respite-needs-placement",
                  "respiteOf",
                  it -> it.respite() == Placement.RESPITE.equals(it.said().careType()),
                  "FOSTER_RESPITE, dhe vetëm ai, thotë nga cila vendosje pushon fëmija.",
                  "FOSTER_RESPITE, and only it, says from which placement the child rests."),
              new Rule<Placing>(
                  "exception-needs-sibling",
                  "sibling",
                  it -> (it.said().exception() == null) == (it.said().sibling() == null),
                  "Vendimi i përjashtimit dhe motra ose vëllai jepen bashkë.",
                  "The decision on the exception and the sibling are given together."),
              new Rule<Placing>(
                  "sibling-is-the-child",
                  "sibling",
                  it -> !it.said().child().equals(it.said().sibling()),
                  "Motra ose vëllai është vetë fëmija.",
                  "The sibling is the child himself."),
              new Rule<Placing>(
                  "case-of-another-child",
                  "child",
                  it -> it.said().child().equals(it.basis().child()),
                  "Rasti është i një fëmije tjetër.",
                  "The case is another child's."),
              new Rule<Placing>(
                  "placement-before-birth",
                  "startedOn",
                  it -> !it.said().startedOn().isBefore(it.child().birthDate()),
                  "Vendosja fillon para datëlindjes së fëmijës.",
                  "The placement starts before the child was born.")),
          Provenance.<Placing>rules(it -> it.said().provenance(), Placing::today));

  /** The state of things allows it. */
  static final List<Rule<Placing>> PLACING =
      List.of(
          Rule.conflict(
              "family-not-approved",
              it -> it.family().state() == FamilyState.APPROVED,
              "Familja nuk merr fëmijë tani: duhet të jetë e miratuar, jo në pauzë, e pezulluar ose"
                  + " e larguar.",
              "The family takes no child now: it must be approved, and not on hold, suspended or"
                  + " gone."),
          Rule.conflict(
              "approval-not-valid",
              it -> it.approval().isPresent(),
              "Asnjë miratim i familjes nuk vlen në ditën e parë të vendosjes.",
              "No approval of the family is valid on the first day of the placement."),
          Rule.conflict(
              "family-not-approved-then",
              it -> !it.said().startedOn().isBefore(it.family().stateSince()),
              "Në ditën e parë të vendosjes familja ishte ende në pauzë, e pezulluar ose pa"
                  + " miratim.",
              "On the first day of the placement the family was still on hold, suspended or not"
                  + " yet approved."),
          Rule.conflict(
              "care-type-not-approved",
              it -> it.approved(terms -> terms.careTypes().contains(it.said().careType())),
              "Familja nuk është miratuar për këtë lloj kujdesi.",
              "The family is not approved for this care type."),
          Rule.conflict(
              "age-not-approved",
              it -> it.approved(terms -> aged(it, terms)),
              "Familja nuk është miratuar për fëmijë të kësaj moshe.",
              "The family is not approved for a child of this age."),
          Rule.conflict(
              "decision-not-on-placement",
              it -> it.basis().subject().equals("PLACEMENT"),
              "Ky vendim nuk është për vendosjen e fëmijës; nevojitet një vendim i tillë.",
              "This decision is not on the placement of the child; one that is, is needed."),
          Rule.conflict(
              "decision-not-in-force",
              it -> inForce(it.basis(), it.said().startedOn()),
              "Vendimi nuk është në fuqi në ditën e parë të vendosjes.",
              "The decision is not in force on the first day of the placement."),
          Rule.conflict(
              "child-already-placed",
              it ->
                  it.before().stream()
                      .noneMatch(them -> them.active() && them.respite() == it.respite()),
              "Fëmija jeton tashmë në një familje; më parë mbyllet ajo vendosje.",
              "The child lives in a family already; that placement ends first."),
          Rule.conflict(
              "placement-overlaps",
              it ->
                  it.before().stream()
                      .filter(them -> them.respite() == it.respite())
                      .noneMatch(them -> before(it.said().startedOn(), them.endedOn())),
              "Në atë ditë fëmija ishte ende në një familje tjetër.",
              "On that day the child was still in another family."),
          Rule.conflict(
              "respite-without-placement",
              it -> !it.respite() || (it.rested() != null && !startsBefore(it)),
              "Pushimi është brenda një vendosjeje aktive të fëmijës.",
              "Respite lies inside an active placement of the child."),
          Rule.conflict(
              "respite-in-the-same-family",
              it -> !it.respite() || !requireNonNull(it.rested()).family().equals(it.family().id()),
              "Fëmija pushon te një familje tjetër.",
              "The child rests with another family."),
          Rule.conflict(
              "exception-not-needed",
              it -> it.exception() == null || it.free().isEmpty(),
              "Familja ka vend të lirë; përjashtimi nuk nevojitet.",
              "The family has a free place; no exception is needed."),
          Rule.conflict(
              "exception-not-in-force",
              it ->
                  it.exception() == null
                      || (it.exception().subject().equals("CAPACITY_EXCEPTION")
                          && inForce(it.exception(), it.said().startedOn())),
              "Vendimi i përjashtimit nga kapaciteti nuk është në fuqi ose është për diçka tjetër.",
              "The decision on an exception to the capacity is not in force or is on something"
                  + " else."),
          Rule.conflict(
              "sibling-not-here",
              it -> it.exception() == null || it.siblingHere(),
              "Motra ose vëllai nuk jeton në këtë familje.",
              "The sibling does not live with this family."),
          Rule.conflict(
              "no-free-place",
              it -> it.place().isPresent(),
              "Familja nuk ka vend të lirë në atë ditë.",
              "The family has no free place on that day."));

  /** A placement can end so. */
  static final List<Rule<Ending>> END =
      Rule.all(
          List.of(
              Rule.<Ending>conflict(
                  "placement-already-ended",
                  it -> it.placement().active(),
                  "Kjo vendosje ka mbaruar tashmë.",
                  "This placement has ended already."),
              Rule.<Ending>conflict(
                  "respite-not-ended",
                  it -> it.rests().stream().noneMatch(Placement::active),
                  "Fëmija pushon te një familje tjetër; më parë mbyllet pushimi.",
                  "The child rests with another family; the respite ends first."),
              Rule.<Ending>unchanged(it -> it.said().expected(), it -> it.placement().version()),
              Rule.<Ending>given("reason", it -> it.said().reason())),
          Days.<Ending>given("endedOn", it -> it.said().endedOn(), Ending::today),
          Texts.<Ending>proseRules("narrative", it -> it.said().narrative(), 4_000),
          Provenance.<Ending>rules(it -> it.said().provenance(), Ending::today),
          List.of(
              new Rule<Ending>(
                  "end-before-start",
                  "endedOn",
                  it -> !it.said().endedOn().isBefore(it.placement().startedOn()),
                  "Dita e fundit është para ditës së parë.",
                  "The last day is before the first."),
              new Rule<Ending>(
                  "end-before-respite",
                  "endedOn",
                  it ->
                      it.rests().stream()
                          .noneMatch(them -> before(it.said().endedOn(), them.endedOn())),
                  "Pushimi i fëmijës mbaroi më vonë se kjo datë.",
                  "The child's respite ended after this date.")));

  /** A corrected birth date leaves the order of dates as it is. */
  static final Rule<Boolean> BORN_BEFORE =
      Rule.conflict(
          "birth-after-placement",
          before -> before,
          "Me këtë datëlindje një vendosje do të kishte filluar para lindjes së fëmijës.",
          "With this birth date a placement would have started before the child was born.");

  /** A list is asked for as it can be given. */
  static final List<Rule<PlacementQuery>> QUERY =
      Rule.all(
          Texts.rules("municipality", PlacementQuery::municipality, 2),
          Texts.rules("careType", PlacementQuery::careType, 32),
          Paging.<PlacementQuery>rules(PlacementQuery::order, PlacementQuery::limit));

  private PlacementRules() {}

  private static boolean aged(Placing it, Terms terms) {
    int age = Period.between(it.child().birthDate(), it.said().startedOn()).getYears();
    return age >= terms.ageFrom() && age <= terms.ageTo();
  }

  private static boolean inForce(CaseFacts decided, LocalDate day) {
    return !day.isBefore(decided.inForceFrom()) && !before(decided.validTo(), day);
  }

  private static boolean startsBefore(Placing it) {
    return it.said().startedOn().isBefore(requireNonNull(it.rested()).startedOn());
  }

  /** Whether both are days and the first is before the other. */
  private static boolean before(@Nullable LocalDate day, @Nullable LocalDate other) {
    return requireNonNullElse(day, LocalDate.MAX)
        .isBefore(requireNonNullElse(other, LocalDate.MIN));
  }
}
