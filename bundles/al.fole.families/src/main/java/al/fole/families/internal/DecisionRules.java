// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.FamilyState.APPLIED;
import static al.fole.families.FamilyState.DECISION_PENDING;
import static java.util.Objects.requireNonNull;

import al.fole.families.DecideOnFamily;
import al.fole.families.FamilyView.Assessment;
import al.fole.families.Terms;
import al.fole.persons.Provenance;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What must hold of a decision on a family; each rule is one condition. */
final class DecisionRules {
  private static final Set<String> PROVISIONAL_CARE = Set.of("KINSHIP", "FOSTER_EMERGENCY");

  /**
   * A decision on a family.
   *
   * @param longest days a provisional approval may last
   * @param housing whether children live with the family
   */
  record Ruling(
      Family family,
      DecideOnFamily said,
      UUID actor,
      int longest,
      boolean housing,
      LocalDate today) {
    boolean approves() {
      return "APPROVED".equals(said.outcome());
    }

    boolean provisional() {
      return "PROVISIONAL".equals(said.outcome());
    }

    boolean rejects() {
      return "REJECTED".equals(said.outcome());
    }

    Terms terms() {
      return requireNonNull(said.terms());
    }
  }

  static final List<Rule<Ruling>> DECISION =
      Rule.all(
          order(),
          List.of(
              Rule.<Ruling>unchanged(it -> it.said().expected(), it -> it.family().version()),
              new Rule<Ruling>(
                  "outcome-code",
                  "outcome",
                  it -> it.approves() || it.provisional() || it.rejects(),
                  "Vendimi është APPROVED, PROVISIONAL ose REJECTED.",
                  "The outcome is APPROVED, PROVISIONAL or REJECTED."),
              Rule.<Ruling>given("number", it -> it.said().number()),
              Rule.<Ruling>given("authority", it -> it.said().authority())),
          Texts.<Ruling>digestRules("digest", it -> it.said().digest()),
          List.of(
              new Rule<Ruling>(
                  "terms-needed",
                  "terms",
                  it -> it.rejects() || it.said().terms() != null,
                  "Një miratim thotë për çfarë miratohet familja.",
                  "An approval says what the family is approved for."),
              new Rule<Ruling>(
                  "reason-needed",
                  "reason",
                  it -> !it.rejects() || it.said().reason() != null,
                  "Një refuzim jep arsyen.",
                  "A rejection gives the reason.")),
          Texts.<Ruling>rules("number", it -> it.said().number(), 100),
          Texts.<Ruling>proseRules("reason", it -> it.said().reason(), 1_000),
          Days.<Ruling>given("decidedOn", it -> it.said().decidedOn(), Ruling::today),
          Provenance.<Ruling>rules(it -> it.said().provenance(), Ruling::today),
          TermsRules.approved(),
          provisional(),
          List.of(
              new Rule<Ruling>(
                  "decision-before-assessment",
                  "decidedOn",
                  it -> !it.said().decidedOn().isBefore(earliest(it)),
                  "Vendimi merret pas aplikimit dhe pas vlerësimit.",
                  "The decision is taken after the application and the assessment.")));

  private DecisionRules() {}

  /** What a decision needs before it, and whose it may not be. */
  private static List<Rule<Ruling>> order() {
    return List.of(
        Rule.conflict(
            "family-has-left",
            it -> !it.family().left(),
            "Familja është refuzuar ose tërhequr; nevojitet një aplikim i ri.",
            "The family was rejected or has left; it would have to apply anew."),
        Rule.conflict(
            "provisional-too-late",
            it -> !it.provisional() || it.family().state() == APPLIED,
            "Miratimi i përkohshëm jepet para vlerësimit dhe një herë të vetme.",
            "A provisional approval is given before the assessment and only once."),
        Rule.conflict(
            "rejected-too-late",
            it ->
                !it.rejects()
                    || it.family().state() == APPLIED
                    || it.family().state() == DECISION_PENDING
                    || it.family().provisional(),
            "Familja është miratuar; miratimi merret mbrapsht me ndryshim gjendjeje.",
            "The family is approved; an approval is taken back by a change of state."),
        Rule.conflict(
            "family-not-assessed",
            it -> !it.approves() || it.family().waiting() != null,
            "Mungon vlerësimi i përfunduar i familjes.",
            "The finished assessment of the family is missing."),
        Rule.conflict(
            "assessment-negative",
            it -> !it.approves() || "POSITIVE".equals(waiting(it).recommendation()),
            "Vlerësimi është negativ; miratimi kërkon një vlerësim pozitiv.",
            "The assessment is negative; approval needs a positive one."),
        Rule.conflict(
            "approver-is-assessor",
            it -> it.family().waiting() == null || !waiting(it).assessor().equals(it.actor()),
            "Kush e ka vlerësuar familjen nuk vendos për të; vendos dikush tjetër.",
            "Whoever assessed the family does not decide on it; somebody else does."),
        Rule.conflict(
            "family-has-children",
            it -> !it.rejects() || !it.housing(),
            FamilyRules.CHILDREN_SQ,
            FamilyRules.CHILDREN_EN));
  }

  /** What a provisional approval may be. */
  private static List<Rule<Ruling>> provisional() {
    return List.of(
        Rule.conflict(
            "provisional-for-kinship-only",
            it -> !it.provisional() || (it.terms().kinship() && it.family().offered().kinship()),
            "Miratimi i përkohshëm është vetëm për familjet e të afërmve.",
            "A provisional approval is for kinship families only."),
        new Rule<>(
            "provisional-care-types",
            "terms.careTypes",
            it -> !it.provisional() || PROVISIONAL_CARE.containsAll(it.terms().careTypes()),
            "Përkohësisht miratohen vetëm KINSHIP dhe FOSTER_EMERGENCY.",
            "Provisionally only KINSHIP and FOSTER_EMERGENCY are approved."),
        new Rule<>(
            "provisional-too-long",
            "terms.validTo",
            it ->
                !it.provisional()
                    || !it.terms().validTo().isAfter(it.terms().validFrom().plusDays(it.longest())),
            "Miratimi i përkohshëm zgjat më shumë se afati i lejuar.",
            "The provisional approval lasts longer than the term allows."));
  }

  private static Assessment waiting(Ruling it) {
    return requireNonNull(it.family().waiting());
  }

  private static LocalDate earliest(Ruling it) {
    Assessment waiting = it.family().waiting();
    return waiting == null ? it.family().appliedOn() : waiting.finalisedOn();
  }
}
