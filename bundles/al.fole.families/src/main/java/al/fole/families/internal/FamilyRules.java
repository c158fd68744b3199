// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.FamilyState.APPLIED;
import static al.fole.families.FamilyState.APPROVED;
import static al.fole.families.FamilyState.DECISION_PENDING;
import static al.fole.families.FamilyState.ON_HOLD;
import static al.fole.families.FamilyState.SUSPENDED;
import static al.fole.families.FamilyState.WITHDRAWN;

import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyState;
import al.fole.persons.Provenance;
import al.fole.rules.Days;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of a family; each rule is one condition. */
final class FamilyRules {
  /** From which state to which a head of unit moves a family by hand. */
  private static final Map<FamilyState, Set<FamilyState>> STEPS =
      Map.of(
          APPLIED, Set.of(WITHDRAWN),
          DECISION_PENDING, Set.of(WITHDRAWN),
          APPROVED, Set.of(ON_HOLD, SUSPENDED, WITHDRAWN),
          ON_HOLD, Set.of(APPROVED, SUSPENDED, WITHDRAWN),
          SUSPENDED, Set.of(APPROVED, WITHDRAWN));

  private static final Set<FamilyState> BY_HAND = Set.of(ON_HOLD, SUSPENDED, APPROVED, WITHDRAWN);

  static final String CHILDREN_SQ = "Te familja jetojnë fëmijë; më parë mbyllen vendosjet e tyre.";

  static final String CHILDREN_EN = "Children live with the family; their placements end first.";

  /** An application. */
  record Application(ApplyAsFamily said, LocalDate today) {}

  /** An assessment of a family. */
  record Finding(Family family, AssessFamily said, LocalDate today) {
    boolean positive() {
      return "POSITIVE".equals(said.recommendation());
    }
  }

  /**
   * A change of state by hand.
   *
   * @param housing whether children live with the family
   */
  record Step(Family family, ChangeFamilyState said, boolean housing, LocalDate today) {
    boolean byHand() {
      return said.state() != null && BY_HAND.contains(said.state());
    }
  }

  static final List<Rule<Application>> APPLICATION =
      Rule.all(
          List.of(
              new Rule<Application>(
                  "adults-one-or-two",
                  "adults",
                  it -> it.said().adults().size() == 1 || it.said().adults().size() == 2,
                  "Një familje ka një ose dy të rritur.",
                  "A family has one or two adults."),
              new Rule<Application>(
                  "adults-differ",
                  "adults",
                  it -> Set.copyOf(it.said().adults()).size() == it.said().adults().size(),
                  "Të dy të rriturit janë i njëjti person.",
                  "Both adults are the same person."),
              Rule.<Application>given("municipality", it -> it.said().municipality())),
          TermsRules.offered(),
          Texts.<Application>proseRules("motivation", it -> it.said().motivation(), 4_000),
          Days.<Application>given("appliedOn", it -> it.said().appliedOn(), Application::today),
          Provenance.<Application>rules(it -> it.said().provenance(), Application::today));

  static final List<Rule<Finding>> ASSESSMENT =
      Rule.all(
          List.of(
              Rule.<Finding>conflict(
                  "family-waits-for-decision",
                  it -> it.family().state() != DECISION_PENDING,
                  "Familja është vlerësuar; tani nevojitet vendimi i drejtuesit të njësisë.",
                  "The family is assessed; what is missing is the decision of the head of"
                      + " unit."),
              Rule.<Finding>conflict(
                  "family-has-left",
                  it -> !it.family().left(),
                  "Familja është refuzuar ose tërhequr; nevojitet një aplikim i ri.",
                  "The family was rejected or has left; it would have to apply anew."),
              Rule.<Finding>unchanged(it -> it.said().expected(), it -> it.family().version())),
          Days.<Finding>given("startedOn", it -> it.said().startedOn(), Finding::today),
          Days.<Finding>given("finalisedOn", it -> it.said().finalisedOn(), Finding::today),
          Days.<Finding>given(
              "criminalRecordOn", it -> it.said().criminalRecordOn(), Finding::today),
          List.of(
              new Rule<Finding>(
                  "recommendation-code",
                  "recommendation",
                  it -> it.positive() || "NEGATIVE".equals(it.said().recommendation()),
                  "Rekomandimi është POSITIVE ose NEGATIVE.",
                  "The recommendation is POSITIVE or NEGATIVE."),
              new Rule<Finding>(
                  "home-visits-range",
                  "homeVisits",
                  it -> it.said().homeVisits() >= 0 && it.said().homeVisits() <= 100,
                  "Vizitat në shtëpi janë nga 0 deri në 100.",
                  "There are 0 to 100 home visits."),
              new Rule<Finding>(
                  "home-visit-needed",
                  "homeVisits",
                  it -> !it.positive() || it.said().homeVisits() > 0,
                  "Një rekomandim pozitiv kërkon të paktën një vizitë në shtëpi.",
                  "A positive recommendation needs at least one home visit."),
              new Rule<Finding>(
                  "training-hours-range",
                  "trainingHours",
                  it -> it.said().trainingHours() >= 0 && it.said().trainingHours() <= 10_000,
                  "Orët e trajnimit janë nga 0 deri në 10.000.",
                  "There are 0 to 10,000 hours of training."),
              Rule.<Finding>given("summary", it -> it.said().summary())),
          Texts.<Finding>proseRules("summary", it -> it.said().summary(), 10_000),
          Provenance.<Finding>rules(it -> it.said().provenance(), Finding::today),
          List.of(
              new Rule<Finding>(
                  "assessment-before-application",
                  "startedOn",
                  it -> !it.said().startedOn().isBefore(it.family().appliedOn()),
                  "Vlerësimi nis pasi familja ka aplikuar.",
                  "The assessment starts after the family has applied."),
              new Rule<Finding>(
                  "finalised-before-started",
                  "finalisedOn",
                  it -> !it.said().finalisedOn().isBefore(it.said().startedOn()),
                  "Vlerësimi mbaron pasi ka nisur.",
                  "The assessment ends after it has started.")));

  static final List<Rule<Step>> STATE =
      Rule.all(
          List.of(
              Rule.<Step>conflict(
                  "family-state-order",
                  it ->
                      !it.byHand()
                          || STEPS
                              .getOrDefault(it.family().state(), Set.of())
                              .contains(it.said().state()),
                  "Nga gjendja e tanishme familja nuk kalon te kjo gjendje: miratimi jepet me"
                      + " vendim, dhe kush ka ikur aplikon përsëri.",
                  "The family cannot go to this state from the present one: approval comes by"
                      + " decision, and who has left applies anew."),
              Rule.<Step>conflict(
                  "family-has-children",
                  it -> it.said().state() != WITHDRAWN || !it.housing(),
                  CHILDREN_SQ,
                  CHILDREN_EN),
              Rule.<Step>unchanged(it -> it.said().expected(), it -> it.family().version()),
              new Rule<Step>(
                  "state-code",
                  "state",
                  Step::byHand,
                  "Gjendja është ON_HOLD, SUSPENDED, APPROVED ose WITHDRAWN.",
                  "The state is ON_HOLD, SUSPENDED, APPROVED or WITHDRAWN."),
              Rule.<Step>given("reason", it -> it.said().reason())),
          Texts.<Step>proseRules("reason", it -> it.said().reason(), 1_000),
          Days.<Step>given("changedOn", it -> it.said().changedOn(), Step::today),
          List.of(
              new Rule<Step>(
                  "change-before-last",
                  "changedOn",
                  it -> !it.said().changedOn().isBefore(it.family().changedOn()),
                  "Familja ka ndryshuar më vonë se kjo datë.",
                  "Something happened to the family after this date.")));

  /** A list is asked for as it can be given. */
  static final List<Rule<FamilyQuery>> QUERY =
      Rule.all(
          Texts.rules("municipality", FamilyQuery::municipality, 2),
          Paging.rules(FamilyQuery::order, FamilyQuery::limit));

  /** Who was rejected or has left is read, and changed no more. */
  static final Rule<FamilyState> TAKES_PART =
      Rule.conflict(
          "family-has-left",
          it -> it != FamilyState.REJECTED && it != WITHDRAWN,
          "Familja është refuzuar ose tërhequr; nevojitet një aplikim i ri.",
          "The family was rejected or has left; it would have to apply anew.");

  /** Nobody belongs to two families that take part. */
  static final Rule<Boolean> ADULT_ONCE =
      Rule.conflict(
          "adult-in-another-family",
          free -> free,
          "Një i rritur i përket tashmë një familjeje që ka aplikuar ose është miratuar.",
          "An adult belongs already to a family that has applied or is approved.");

  /** The law protects where the adults of a family live for as long as it takes part (I-15). */
  static final Rule<Boolean> TAKES_PART_NO_LONGER =
      Rule.conflict(
          "adult-of-a-foster-family",
          gone -> gone,
          "Personi është i rritur i një familjeje kujdestare që ka aplikuar ose është miratuar:"
              + " adresa e tij mbrohet me ligj.",
          "The person is an adult of a foster family that has applied or is approved: the law"
              + " protects his address.");

  /** A local unit enters the families of its own territory. */
  static final Rule<Boolean> OWN_TERRITORY =
      new Rule<>(
          "municipality-of-another-unit",
          "municipality",
          own -> own,
          "Njësia juaj regjistron vetëm familjet e bashkisë së vet.",
          "Your unit enters the families of its own municipality only.");

  /** Adults are of age. */
  static final Rule<Boolean> OF_AGE =
      new Rule<>(
          "adult-under-age",
          "adults",
          grown -> grown,
          "Anëtarët e rritur të familjes janë mbi 18 vjeç.",
          "The adults of a family are 18 or older.");

  private FamilyRules() {}
}
