// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.rules.Rule.all;

import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What must hold of whoever goes past the matrix; each rule is one condition. */
final class OverrideRules {
  private static final Set<String> CAUSES = Set.of("ADOPTION", "COURT_ORDER");
  private static final Set<String> JUDGEMENTS = Set.of("JUSTIFIED", "UNJUSTIFIED");
  private static final Set<String> DECISIONS = Set.of("APPROVED", "REJECTED");
  private static final int MOST_GRANTEES = 5;
  private static final int LONGEST = 7 * 24 * 60;

  private OverrideRules() {}

  /** A reason of one's own words. */
  static final List<Rule<String>> REASON =
      all(List.of(Rule.given("reason", it -> it)), Texts.proseRules("reason", it -> it, 500));

  static final List<Rule<Overrides.BreakGlass>> BREAK_GLASS =
      List.of(Rule.given("subject", Overrides.BreakGlass::subject));

  static final List<Rule<Seals.SealRecord>> SEAL =
      List.of(
          Rule.given("subject", Seals.SealRecord::subject),
          new Rule<>(
              "cause-code",
              "cause",
              it -> CAUSES.contains(it.cause()),
              "Shkaku është ADOPTION ose COURT_ORDER.",
              "The cause is ADOPTION or COURT_ORDER."));

  static final List<Rule<Seals.ProposeUnsealing>> UNSEALING =
      List.of(
          Rule.given("subject", Seals.ProposeUnsealing::subject),
          new Rule<>(
              "grantees-range",
              "grantees",
              it ->
                  !it.grantees().isEmpty()
                      && it.grantees().size() <= MOST_GRANTEES
                      && Set.copyOf(it.grantees()).size() == it.grantees().size(),
              "Emërtoni 1 deri 5 llogari të ndryshme.",
              "Name 1 to 5 different accounts."),
          new Rule<>(
              "minutes-range",
              "minutes",
              it -> it.minutes() >= 1 && it.minutes() <= LONGEST,
              "Koha është 1 deri 10.080 minuta.",
              "The time is 1 to 10,080 minutes."));

  static final Rule<String> JUDGEMENT =
      new Rule<>(
          "outcome-code",
          "outcome",
          JUDGEMENTS::contains,
          "Rezultati është JUSTIFIED ose UNJUSTIFIED.",
          "The outcome is JUSTIFIED or UNJUSTIFIED.");

  static final Rule<String> DECISION =
      new Rule<>(
          "outcome-code",
          "outcome",
          DECISIONS::contains,
          "Rezultati është APPROVED ose REJECTED.",
          "The outcome is APPROVED or REJECTED.");

  /** Who did it and who is to judge. */
  record Hands(UUID first, UUID second) {
    boolean differ() {
      return !first.equals(second);
    }
  }

  static final Rule<Hands> REVIEWED_BY_ANOTHER =
      Rule.conflict(
          "review-by-another",
          Hands::differ,
          "Aksesin e jashtëzakonshëm e gjykon dikush tjetër.",
          "A break-glass access is judged by somebody else.");

  static final Rule<Hands> APPROVED_BY_ANOTHER =
      Rule.conflict(
          "proposer-is-approver",
          Hands::differ,
          "Propozimin e miraton dikush tjetër.",
          "A proposal is approved by somebody else.");

  static final Rule<OverrideMapper.Row> NOT_REVIEWED =
      Rule.conflict(
          "already-reviewed",
          it -> it.outcome() == null,
          "Ky akses është gjykuar.",
          "This access was judged already.");

  static final Rule<OverrideMapper.Told> NOT_ACKNOWLEDGED =
      Rule.conflict(
          "already-acknowledged",
          it -> it.acknowledgedAt() == null,
          "Njoftimi është marrë në dijeni.",
          "The notice was acknowledged already.");

  static final Rule<OverrideMapper.Unsealing> PROPOSED =
      Rule.conflict(
          "already-decided",
          it -> it.state().equals("PROPOSED"),
          "Për këtë propozim është vendosur.",
          "This proposal was decided already.");

  static final Rule<Boolean> NOT_SEALED =
      Rule.conflict(
          "already-sealed", it -> !it, "Dosja është e vulosur.", "The record is sealed already.");
}
