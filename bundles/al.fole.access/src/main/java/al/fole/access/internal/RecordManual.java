// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Record a version of the manual of use.
 *
 * @param number one to three numbers parted by dots
 * @param digest of the document, SHA-256 in hexadecimal
 */
record RecordManual(
    @Nullable String number, @Nullable String digest, @Nullable LocalDate validFrom) {
  private static final List<Rule<RecordManual>> RULES =
      Rule.all(
          List.of(
              Rule.given("number", RecordManual::number),
              new Rule<>(
                  "manual-number",
                  "number",
                  said -> String.valueOf(said.number()).matches("[0-9]{1,3}(\\.[0-9]{1,3}){0,2}"),
                  "Versioni i manualit ka një deri tre numra me pika, p.sh. 1.2.",
                  "The version of a manual is one to three numbers with dots, for example 1.2.")),
          Texts.digestRules("digest", RecordManual::digest),
          List.of(Rule.given("validFrom", RecordManual::validFrom)));

  RecordManual checked() {
    Rule.check(RULES, this);
    return this;
  }

  /**
   * Approve it.
   *
   * @param act number and date of the act of approval
   */
  record Approval(@Nullable String act) {
    private static final List<Rule<Approval>> RULES =
        Rule.all(List.of(Rule.given("act", Approval::act)), Texts.rules("act", Approval::act, 100));

    Approval {
      act = Texts.clean(act);
    }

    Approval checked() {
      Rule.check(RULES, this);
      return this;
    }
  }
}
