// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules that several commands obey. */
final class CommonRules {
  private static final Set<String> PROVIDERS =
      Set.of(
          "APPLICANT",
          "FOSTER_FAMILY",
          "BIOLOGICAL_PARENT",
          "CHILD",
          "SOCIAL_WORKER",
          "CASE_MANAGER",
          "PARENT_REGISTER");

  /** A page has a size. */
  static final List<Rule<Integer>> LIMIT =
      List.of(
          new Rule<>(
              "limit-range",
              "limit",
              limit -> limit >= 1 && limit <= 100,
              "Kufiri është nga 1 deri në 100.",
              "The limit is from 1 to 100."));

  private CommonRules() {}

  /** All of them, in order. */
  @SafeVarargs
  static <T> List<Rule<T>> all(List<Rule<T>>... rules) {
    return Stream.of(rules).flatMap(List::stream).toList();
  }

  /** A fact is not of the future (I-11). */
  static <T> Rule<T> past(
      String field, Function<T, @Nullable LocalDate> date, Function<T, LocalDate> today) {
    return notBefore(
        "date-in-future",
        field,
        today::apply,
        date,
        "Data është në të ardhmen.",
        "The date is in the future.");
  }

  /** A date is not before another; either may be open. */
  static <T> Rule<T> notBefore(
      String id,
      String field,
      Function<T, @Nullable LocalDate> later,
      Function<T, @Nullable LocalDate> earlier,
      String sq,
      String en) {
    return new Rule<>(
        id,
        field,
        said -> {
          LocalDate first = earlier.apply(said);
          LocalDate second = later.apply(said);
          return first == null || second == null || !second.isBefore(first);
        },
        sq,
        en);
  }

  /** Who gave the information. */
  static <T> List<Rule<T>> provenance(Function<T, Provenance> part, Function<T, LocalDate> today) {
    return List.of(
        Rule.given("provenance", part::apply),
        Rule.given("provenance.provider", said -> part.apply(said).provider()),
        Rule.given("provenance.on", said -> part.apply(said).on()),
        new Rule<>(
            "provider-code",
            "provenance.provider",
            said -> PROVIDERS.contains(part.apply(said).provider()),
            "Dhënësi i informacionit nuk është në listën e kodeve.",
            "The provider is not in the code list."),
        past("provenance.on", said -> part.apply(said).on(), today));
  }
}
