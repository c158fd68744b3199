// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.util.Objects.requireNonNull;

import al.fole.rules.Rule;
import al.fole.rules.Texts;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hold back what the rules of release say while a matter is open.
 *
 * @param matter CONTROL, INSPECTION, ALLEGATION, PROTECTED_PLACE or PROTECTED_UNIT
 * @param person whose file; none for a protected unit
 * @param unit code of a protected unit; none for a person
 * @param until last day; one year at most
 * @param reason free text; goes into the journal encrypted
 */
public record HoldBack(
    @Nullable String matter,
    @Nullable UUID person,
    @Nullable String unit,
    @Nullable LocalDate until,
    @Nullable String reason) {
  private static final String OF_A_UNIT = "PROTECTED_UNIT";
  private static final Set<String> MATTERS =
      Set.of("CONTROL", "INSPECTION", "ALLEGATION", "PROTECTED_PLACE", OF_A_UNIT);

  private static final List<Rule<HoldBack>> RULES =
      Rule.all(
          List.of(
              Rule.given("matter", HoldBack::matter),
              new Rule<>(
                  "matter-code",
                  "matter",
                  said -> MATTERS.contains(String.valueOf(said.matter())),
                  "Çështja është CONTROL, INSPECTION, ALLEGATION, PROTECTED_PLACE ose PROTECTED_UNIT.",
                  "The matter is CONTROL, INSPECTION, ALLEGATION, PROTECTED_PLACE or PROTECTED_UNIT."),
              new Rule<>(
                  "hold-of-person-or-unit",
                  "person",
                  said ->
                      OF_A_UNIT.equals(said.matter())
                          ? said.person() == null && said.unit() != null
                          : said.person() != null && said.unit() == null,
                  "Jepet personi, ose njësia kur mbrohet njësia.",
                  "Give the person, or the unit where it is a unit that is protected."),
              Rule.given("until", HoldBack::until),
              Rule.given("reason", HoldBack::reason)),
          Texts.proseRules("reason", HoldBack::reason, 500));

  private static final Rule<Period> WITHIN_A_YEAR =
      new Rule<>(
          "hold-until-range",
          "until",
          left -> !left.isNegative() && (left.getYears() < 1 || left.equals(Period.ofYears(1))),
          "Dita e fundit është nga sot deri në një vit.",
          "The last day is from today to a year from now.");

  /** Puts the reason in order. */
  public HoldBack {
    reason = Texts.clean(reason);
  }

  HoldBack checked(LocalDate today) {
    Rule.check(RULES, this);
    WITHIN_A_YEAR.require(today.until(requireNonNull(until)));
    return this;
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "HoldBack[…]";
  }
}
