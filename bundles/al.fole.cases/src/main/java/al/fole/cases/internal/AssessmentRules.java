// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.rules.Days.notBefore;
import static al.fole.rules.Days.past;
import static al.fole.rules.Rule.all;

import al.fole.cases.AssessChild;
import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;

/** What must hold of an initial assessment; each rule is one condition. */
final class AssessmentRules {
  /** The content of an assessment. */
  record Assessing(AssessChild said, CareCase of, LocalDate today) {}

  /** A draft becomes final. */
  record Finalisation(Assessment draft, LocalDate on, LocalDate today) {}

  static final List<Rule<CareCase>> BEFORE_ASSESSMENT =
      List.of(
          CaseRules.IS_LIVE,
          Rule.conflict(
              "initial-assessment-is-final",
              it -> it.assessedOn() == null,
              "Vlerësimi fillestar është përfunduar tashmë.",
              "The initial assessment is final already."));

  /** Final records are not changed (I-10). */
  static final List<Rule<Assessment>> DRAFT =
      List.of(
          Rule.conflict(
              "initial-assessment-is-final",
              it -> it.finalisedOn() == null,
              "Vlerësimi është përfunduar dhe nuk ndryshohet më.",
              "The assessment is final and is not changed any more."));

  static final List<Rule<Boolean>> OWN_DRAFT =
      List.of(
          Rule.conflict(
              "not-your-draft",
              own -> own,
              "Projektin e ndryshon vetëm vlerësuesi i tij.",
              "Only its assessor changes a draft."));

  static final List<Rule<Assessing>> ASSESSMENT =
      all(
          List.of(
              Rule.given("startedOn", it -> it.said().startedOn()),
              Rule.given("risk", it -> it.said().risk()),
              Rule.given("summary", it -> it.said().summary()),
              Rule.given("recommendation", it -> it.said().recommendation()),
              new Rule<>(
                  "child-heard-or-why-not",
                  "heardOn",
                  it -> (it.said().heardOn() == null) != (it.said().notHeardReason() == null),
                  "Jepni ditën kur u dëgjua fëmija, ose arsyen pse jo.",
                  "Give the day the child was heard, or the reason why not."),
              new Rule<>(
                  "views-when-heard",
                  "views",
                  it -> (it.said().heardOn() == null) == (it.said().views() == null),
                  "Mendimi i fëmijës jepet kur dhe vetëm kur ai u dëgjua.",
                  "What the child said is given when he was heard, and only then."),
              past("startedOn", it -> it.said().startedOn(), Assessing::today),
              past("heardOn", it -> it.said().heardOn(), Assessing::today),
              notBefore(
                  "assessed-before-opening",
                  "startedOn",
                  it -> it.said().startedOn(),
                  it -> it.of().openedOn(),
                  "Vlerësimi nuk mund të fillojë para hapjes së rastit.",
                  "The assessment cannot start before the case was opened."),
              notBefore(
                  "heard-before-start",
                  "heardOn",
                  it -> it.said().heardOn(),
                  it -> it.said().startedOn(),
                  "Fëmija nuk dëgjohet para se të fillojë vlerësimi.",
                  "The child is not heard before the assessment starts.")),
          Texts.proseRules("views", it -> it.said().views(), 4_000),
          Texts.proseRules("summary", it -> it.said().summary(), 10_000),
          Provenance.rules(it -> it.said().provenance(), Assessing::today));

  static final List<Rule<Finalisation>> FINALISATION =
      List.of(
          Rule.given("finalisedOn", Finalisation::on),
          past("finalisedOn", Finalisation::on, Finalisation::today),
          notBefore(
              "final-before-start",
              "finalisedOn",
              Finalisation::on,
              it -> it.draft().startedOn(),
              "Vlerësimi nuk mund të përfundojë para se të fillojë.",
              "The assessment cannot be final before it started."),
          notBefore(
              "final-before-hearing",
              "finalisedOn",
              Finalisation::on,
              it -> it.draft().heardOn(),
              "Vlerësimi nuk mund të përfundojë para se të dëgjohet fëmija.",
              "The assessment cannot be final before the child was heard."));

  private AssessmentRules() {}

  /** One assessment at a time. */
  static Problem draftThere() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "assessment-under-way",
        "Një vlerësim është në vazhdim; përfundojeni më parë.",
        "An assessment is under way; make it final first.");
  }
}
