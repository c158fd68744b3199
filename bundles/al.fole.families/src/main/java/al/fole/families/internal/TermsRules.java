// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.Objects.requireNonNull;

import al.fole.families.ApplyAsFamily;
import al.fole.families.Terms;
import al.fole.families.internal.DecisionRules.Ruling;
import al.fole.families.internal.FamilyRules.Application;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a family may offer and be approved for. */
final class TermsRules {
  private static final Set<String> KINDS = Set.of("VOLUNTARY", "PROFESSIONAL");
  private static final Set<String> OF_KIN =
      Set.of("KINSHIP", "FOSTER_EMERGENCY", "FOSTER_RESPITE", "GUARDIANSHIP");
  private static final int MOST_TYPES = 20;

  private TermsRules() {}

  /** Of an application. */
  static List<Rule<Application>> offered() {
    return rules(
        "",
        it -> {
          ApplyAsFamily said = it.said();
          return new Terms(
              said.kind(),
              said.kinship(),
              said.careTypes(),
              said.places(),
              said.ageFrom(),
              said.ageTo(),
              LocalDate.EPOCH,
              LocalDate.EPOCH);
        });
  }

  /** Of an approval; a rejection has none. */
  static List<Rule<Ruling>> approved() {
    return Rule.all(
        List.of(
            TermsRules.<Ruling>given("terms.validFrom", it -> it.said().terms(), Terms::validFrom),
            TermsRules.<Ruling>given("terms.validTo", it -> it.said().terms(), Terms::validTo),
            TermsRules.<Ruling>rule(
                "approval-before-decision",
                "terms.validFrom",
                it -> it.said().terms(),
                (it, terms) -> !terms.validFrom().isBefore(it.said().decidedOn()),
                "Miratimi vlen nga data e vendimit ose më vonë.",
                "The approval is valid from the day of the decision or later."),
            TermsRules.<Ruling>rule(
                "approval-ends-before-it-starts",
                "terms.validTo",
                it -> it.said().terms(),
                (it, terms) -> !terms.validTo().isBefore(terms.validFrom()),
                "Dita e fundit është para ditës së parë.",
                "The last day is before the first.")),
        TermsRules.<Ruling>rules("terms.", it -> it.said().terms()));
  }

  private static <T> List<Rule<T>> rules(String under, Function<T, @Nullable Terms> of) {
    return List.of(
        rule(
            "kind-code",
            under + "kind",
            of,
            (it, terms) -> terms.kind() != null && KINDS.contains(terms.kind()),
            "Familja është VOLUNTARY (vullnetare) ose PROFESSIONAL (profesionale).",
            "A family is VOLUNTARY or PROFESSIONAL."),
        rule(
            "care-types-needed",
            under + "careTypes",
            of,
            (it, terms) -> !terms.careTypes().isEmpty() && terms.careTypes().size() <= MOST_TYPES,
            "Jepni të paktën një lloj kujdesi.",
            "Give at least one care type."),
        rule(
            "care-types-twice",
            under + "careTypes",
            of,
            (it, terms) -> Set.copyOf(terms.careTypes()).size() == terms.careTypes().size(),
            "Çdo lloj kujdesi jepet një herë.",
            "Each care type is given once."),
        rule(
            "kinship-care-types",
            under + "careTypes",
            of,
            (it, terms) ->
                terms.kinship()
                    ? OF_KIN.containsAll(terms.careTypes())
                    : !terms.careTypes().contains("KINSHIP"),
            "Të afërmit ofrojnë KINSHIP, FOSTER_EMERGENCY, FOSTER_RESPITE ose GUARDIANSHIP; KINSHIP"
                + " e ofrojnë vetëm ata.",
            "Kin offer KINSHIP, FOSTER_EMERGENCY, FOSTER_RESPITE or GUARDIANSHIP; only they offer"
                + " KINSHIP."),
        rule(
            "places-range",
            under + "places",
            of,
            (it, terms) -> terms.places() >= 1 && terms.places() <= 12,
            "Vendet janë nga 1 deri në 12.",
            "There are 1 to 12 places."),
        rule(
            "age-range",
            under + "ageTo",
            of,
            (it, terms) ->
                terms.ageFrom() >= 0 && terms.ageFrom() <= terms.ageTo() && terms.ageTo() <= 17,
            "Moshat janë nga 0 deri në 17 vjeç, më e vogla e para.",
            "Ages are 0 to 17 years, the youngest first."));
  }

  private static <T> Rule<T> given(
      String field, Function<T, @Nullable Terms> of, Function<Terms, @Nullable Object> part) {
    Predicate<T> there =
        it -> {
          Terms terms = of.apply(it);
          return terms == null || part.apply(terms) != null;
        };
    return new Rule<>(
        "field-missing", field, there, "Kjo fushë duhet dhënë.", "This field must be given.");
  }

  private interface Condition<T> {
    boolean holds(T it, Terms terms);
  }

  /** Holds also where there are no terms. */
  private static <T> Rule<T> rule(
      String id,
      String field,
      Function<T, @Nullable Terms> of,
      Condition<T> condition,
      String sq,
      String en) {
    Predicate<T> holds =
        it -> {
          Terms terms = of.apply(it);
          return terms == null || condition.holds(it, requireNonNull(terms));
        };
    return new Rule<>(id, field, holds, sq, en);
  }
}
