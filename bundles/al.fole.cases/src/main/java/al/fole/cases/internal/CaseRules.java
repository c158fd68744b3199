// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static al.fole.cases.CaseState.AFTERCARE_FOLLOW_UP;
import static al.fole.cases.CaseState.EMERGENCY_PLACED;
import static al.fole.cases.CaseState.IN_PREPARATION;
import static al.fole.rules.Days.notBefore;
import static al.fole.rules.Days.past;
import static al.fole.rules.Rule.all;

import al.fole.cases.CaseQuery;
import al.fole.cases.CaseState;
import al.fole.cases.CloseCase;
import al.fole.cases.RecordDecision;
import al.fole.persons.Provenance;
import al.fole.rules.Paging;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of a case and of what is done with it; each rule is one condition. */
final class CaseRules {
  private static final Set<String> KINDS = Set.of("ADMINISTRATIVE", "EMERGENCY", "COURT");

  /** A decision is recorded. */
  record Deciding(RecordDecision said, CareCase of, LocalDate today) {}

  /** A decision, and the case as it finds it. */
  record Decided(Decision decision, CareCase of, LocalDate today) {
    /** It is to follow an emergency decision. */
    boolean confirms() {
      return of.state() == EMERGENCY_PLACED
          && !decision.emergency()
          && decision.subject().equals(Decision.PLACEMENT);
    }
  }

  /** A child moves into a family. */
  record Starting(LocalDate on, CareCase of) {}

  /** A case is closed. */
  record Closing(CloseCase said, LocalDate lastOn, LocalDate today) {}

  static final Rule<CareCase> IS_LIVE =
      Rule.conflict(
          "case-closed", it -> it.state().live(), "Rasti është i mbyllur.", "The case is closed.");

  static final List<Rule<CareCase>> LIVE = List.of(IS_LIVE);

  static final List<Rule<Deciding>> DECISION =
      all(
          List.of(
              Rule.given("kind", it -> it.said().kind()),
              Rule.given("subject", it -> it.said().subject()),
              Rule.given("number", it -> it.said().number()),
              Rule.given("authority", it -> it.said().authority()),
              Rule.given("decidedOn", it -> it.said().decidedOn()),
              Rule.given("inForceFrom", it -> it.said().inForceFrom()),
              new Rule<>(
                  "kind-code",
                  "kind",
                  it -> KINDS.contains(it.said().kind()),
                  "Lloji është ADMINISTRATIVE, EMERGENCY ose COURT.",
                  "The kind is ADMINISTRATIVE, EMERGENCY or COURT."),
              past("decidedOn", it -> it.said().decidedOn(), Deciding::today),
              notBefore(
                  "decided-before-opening",
                  "decidedOn",
                  it -> it.said().decidedOn(),
                  it -> it.of().openedOn(),
                  "Vendimi nuk mund të jetë para hapjes së rastit.",
                  "The decision cannot be before the case was opened."),
              notBefore(
                  "in-force-before-decision",
                  "inForceFrom",
                  it -> it.said().inForceFrom(),
                  it -> it.said().decidedOn(),
                  "Vendimi nuk hyn në fuqi para se të merret.",
                  "A decision is not in force before it is taken."),
              notBefore(
                  "valid-until-before-in-force",
                  "validTo",
                  it -> it.said().validTo(),
                  it -> it.said().inForceFrom(),
                  "Vlefshmëria nuk mbaron para se të fillojë.",
                  "The validity does not end before it starts.")),
          Texts.digestRules("digest", it -> it.said().digest()),
          Texts.rules("number", it -> it.said().number(), 100),
          Provenance.rules(it -> it.said().provenance(), Deciding::today));

  /** A decision follows the assessment, unless the child is in immediate danger (I-11). */
  static final List<Rule<Decided>> BEFORE_DECISION =
      List.of(
          Rule.conflict(
              "case-closed",
              it -> it.of().state().live(),
              "Rasti është i mbyllur.",
              "The case is closed."),
          Rule.conflict(
              "care-has-ended",
              it -> it.of().state() != AFTERCARE_FOLLOW_UP,
              "Kujdesi ka përfunduar; rasti është në ndjekje.",
              "The care has ended; the case is in follow-up."),
          Rule.conflict(
              "risk-not-immediate",
              it -> !it.decision().emergency() || it.of().risk().equals("IMMEDIATE"),
              "Vendimi emergjent kërkon që rreziku i fundit i vlerësuar të jetë i menjëhershëm.",
              "An emergency decision needs the risk last assessed to be immediate."),
          Rule.conflict(
              "initial-assessment-not-final",
              it -> it.decision().emergency() || it.of().assessedOn() != null,
              "Mungon vlerësimi fillestar i përfunduar.",
              "The final initial assessment is missing."),
          Rule.conflict(
              "confirmation-not-in-force",
              it -> !it.confirms() || !it.decision().inForceFrom().isAfter(it.today()),
              "Vendimi që konfirmon vendosjen emergjente regjistrohet ditën kur hyn në fuqi.",
              "Record the decision that confirms an emergency placement on the day it comes into"
                  + " force."),
          notBefore(
              "decided-before-assessment",
              "decidedOn",
              it -> it.decision().decidedOn(),
              it -> it.decision().emergency() ? null : it.of().assessedOn(),
              "Vendimi nuk mund të jetë para përfundimit të vlerësimit fillestar.",
              "The decision cannot be before the initial assessment was final."));

  /** The same authority, day and number is the same decision, and stands in the case once. */
  static final Rule<Boolean> DECIDED_ONCE =
      Rule.conflict(
          "decision-already-recorded",
          once -> once,
          "Ky vendim është regjistruar tashmë në këtë rast.",
          "This decision is recorded in this case already.");

  private static final Rule<CareCase> NOT_PLACED =
      Rule.conflict(
          "case-has-placement",
          it -> !it.state().placed(),
          "Fëmija jeton në një familje me këtë rast; vendosja duhet përfunduar më parë.",
          "The child lives in a family by this case; the placement must end first.");

  private static final Rule<CareCase> CARE_NOT_OVER =
      Rule.conflict(
          "care-has-ended",
          it -> it.state() != AFTERCARE_FOLLOW_UP,
          "Kujdesi ka përfunduar; rasti është në ndjekje.",
          "The care has ended; the case is in follow-up.");

  static final List<Rule<CareCase>> BEFORE_CARE =
      List.of(
          IS_LIVE,
          NOT_PLACED,
          CARE_NOT_OVER,
          Rule.conflict(
              "case-not-in-preparation",
              it -> it.state() == IN_PREPARATION,
              "Mungon vlerësimi fillestar i përfunduar ose vendimi për vendosjen.",
              "The final initial assessment or the decision on placement is missing."));

  static final List<Rule<CareCase>> BEFORE_EMERGENCY_CARE =
      List.of(IS_LIVE, NOT_PLACED, CARE_NOT_OVER);

  /**
   * Care is part of a case from its first day (I-11), also in an emergency: the case opens on the
   * business date of the acceptance, which may be the day of the danger however late it is
   * recorded. So no care stands outside what the case tells of its past.
   */
  static final List<Rule<Starting>> CARE_IN_CASE =
      List.of(
          notBefore(
              "care-before-opening",
              "startedOn",
              Starting::on,
              it -> it.of().openedOn(),
              "Vendosja nuk mund të fillojë para hapjes së rastit.",
              "The placement cannot start before the case was opened."));

  static final List<Rule<CareCase>> WHILE_PLACED =
      List.of(
          IS_LIVE,
          Rule.conflict(
              "case-not-placed",
              it -> it.state().placed(),
              "Fëmija nuk jeton në familje me këtë rast.",
              "The child does not live in a family by this case."));

  static final List<Rule<CareCase>> BEFORE_CLOSING = List.of(IS_LIVE, NOT_PLACED);

  static final List<Rule<Closing>> CLOSING =
      all(
          List.of(
              Rule.given("reason", it -> it.said().reason()),
              Rule.given("closedOn", it -> it.said().closedOn()),
              past("closedOn", it -> it.said().closedOn(), Closing::today),
              notBefore(
                  "closed-before-last",
                  "closedOn",
                  it -> it.said().closedOn(),
                  Closing::lastOn,
                  "Rasti nuk mbyllet para asaj që ndodhi së fundi në të.",
                  "The case is not closed before what happened last in it.")),
          Texts.proseRules("narrative", it -> it.said().narrative(), 4_000));

  /** The placement is of the child whose case it is. */
  static final Rule<Boolean> SAME_CHILD =
      Rule.conflict(
          "case-of-another-child",
          same -> same,
          "Rasti është i një fëmije tjetër.",
          "The case is another child's.");

  /** What ends is what had begun. */
  static final List<Rule<Boolean>> KNOWN_CARE =
      List.of(
          Rule.conflict(
              "care-of-another-placement",
              known -> known,
              "Fëmija nuk jeton në familje me këtë vendosje.",
              "The child does not live in a family by this placement."));

  /** A list is asked for as it can be given. */
  static final List<Rule<CaseQuery>> QUERY = Paging.rules(CaseQuery::order, CaseQuery::limit);

  private CaseRules() {}

  /**
   * @throws Problem STALE unless the expected version is the current one
   */
  static void current(long expected, long version) {
    Rule.<Long>unchanged(Long::longValue, it -> version).require(expected);
  }

  /**
   * A state as a request names it; null for none.
   *
   * @throws Problem INVALID {@code state-code}
   */
  static @Nullable CaseState state(String field, @Nullable String name) {
    if (name == null) {
      return null;
    }
    return Arrays.stream(CaseState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    field,
                    "state-code",
                    "Rasti nuk ka një gjendje të tillë.",
                    "A case has no such state."));
  }
}
