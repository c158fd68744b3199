// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.persons.Erasures.ProposeErasure;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a person may be erased; each rule is one condition. */
final class ErasureRules {
  private static final Set<String> OUTCOMES = Set.of(Erasure.APPROVED, Erasure.REJECTED);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}([./-][0-9A-Z]{1,8}){0,4}");

  /** What is proposed, and the codes of the grounds that hold that day. */
  record Said(ProposeErasure command, Set<String> grounds, LocalDate today) {}

  /** It says what it rests on. */
  static final List<Rule<Said>> PROPOSAL =
      Rule.all(
          List.of(
              Rule.given("ground", said -> said.command().ground()),
              Rule.given("decision", said -> said.command().decision()),
              new Rule<>(
                  "erasure-ground-code",
                  "ground",
                  said -> said.grounds().contains(String.valueOf(said.command().ground())),
                  "Arsyeja e fshirjes nuk është në listë.",
                  "The ground of the erasure is not in the list."),
              new Rule<>(
                  "decision-number-format",
                  "decision",
                  said -> NUMBER.matcher(String.valueOf(said.command().decision())).matches(),
                  "Numri i vendimit ka shifra dhe ndarës, p.sh. 217/3-2026, pa emra.",
                  "The decision's number is of digits and marks, for example 217/3-2026; no names.")),
          Days.given("decidedOn", said -> said.command().decidedOn(), Said::today));

  static final Rule<String> OUTCOME =
      new Rule<>(
          "outcome-code",
          "outcome",
          OUTCOMES::contains,
          "Rezultati është APPROVED ose REJECTED.",
          "The outcome is APPROVED or REJECTED.");

  /** Who proposed it and who is to decide. */
  record Hands(UUID first, UUID second) {}

  static final Rule<Hands> BY_ANOTHER =
      Rule.conflict(
          "proposer-is-approver",
          hands -> !hands.first().equals(hands.second()),
          "Propozimin e miraton dikush tjetër.",
          "A proposal is approved by somebody else.");

  static final Rule<Erasure> WAITING =
      Rule.conflict(
          "already-decided",
          it -> it.state().equals(Erasure.PROPOSED),
          "Për këtë propozim është vendosur.",
          "This proposal was decided already.");

  static final Rule<Integer> ONCE =
      Rule.conflict(
          "erasure-proposed",
          written -> written == 1,
          "Fshirja e këtij personi është propozuar.",
          "The erasure of this person was proposed already.");

  /**
   * What stands in the way.
   *
   * @param running rules of the bars that were found
   * @param held whether something is held back about him
   * @param until the day up to which his records are kept, or null
   */
  record Standing(Set<String> running, boolean held, @Nullable LocalDate until, LocalDate today) {}

  /** Nothing stands in the way. */
  static final List<Rule<Standing>> FREE =
      List.of(
          ended(
              "person-has-open-case",
              "Personi ka një rast të hapur; mbylleni më parë.",
              "The person has an open case; close it first."),
          ended(
              "person-has-open-referral",
              "Personi ka një referim pa përgjigje.",
              "The person has a referral that is not answered."),
          ended(
              "person-has-living-placement",
              "Personi ka një vendosje që nuk ka mbaruar.",
              "The person has a placement that has not ended."),
          ended(
              "person-in-approved-family",
              "Personi është në një familje kujdestare që nuk është larguar.",
              "The person is in a foster family that has not left."),
          ended(
              "person-has-open-review",
              "Një akses i jashtëzakonshëm te personi nuk është shqyrtuar ende.",
              "An emergency access to the person was not reviewed yet."),
          Rule.conflict(
              "person-held",
              it -> !it.held(),
              "Për këtë person ka një çështje të hapur: kontroll, inspektim ose denoncim.",
              "A matter about this person is open: a control, an inspection or an allegation."));

  private static Rule<Standing> ended(String rule, String sq, String en) {
    return Rule.conflict(rule, it -> !it.running().contains(rule), sq, en);
  }

  private ErasureRules() {}

  /** Refuses whoever may not be erased yet. */
  static void free(Standing standing) {
    Rule.check(FREE, standing);
    LocalDate until = standing.until();
    if (until != null && !until.isBefore(standing.today())) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "retention-runs",
              "Afati i ruajtjes së të dhënave të personit nuk ka mbaruar.",
              "The time for which the person's records are kept has not ended.")
          .with("until", until.toString());
    }
  }
}
