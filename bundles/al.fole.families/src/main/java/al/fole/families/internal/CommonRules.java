// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.persons.Provenance;
import al.fole.rules.Rule;
import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of every request alike: days, who said it, the version seen, pages. */
final class CommonRules {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final Set<String> ORDERS = Set.of("DATE", "FILE_NUMBER", "NAME");
  private static final Set<String> PROVIDERS =
      Set.of(
          "APPLICANT",
          "FOSTER_FAMILY",
          "BIOLOGICAL_PARENT",
          "CHILD",
          "SOCIAL_WORKER",
          "CASE_MANAGER",
          "PARENT_REGISTER");

  private CommonRules() {}

  /** A day that is given, of this age and not in the future. */
  static <T> List<Rule<T>> day(
      String field, Function<T, @Nullable LocalDate> part, Function<T, LocalDate> today) {
    return List.of(
        Rule.given(field, part::apply),
        new Rule<>(
            "business-date-range",
            field,
            said -> {
              LocalDate day = part.apply(said);
              return day != null && !day.isBefore(EARLIEST) && !day.isAfter(today.apply(said));
            },
            "Data është nga viti 1900 deri sot.",
            "The date is from 1900 to today."));
  }

  /** It is said who gave the information, and when. */
  static <T> List<Rule<T>> provenance(
      Function<T, @Nullable Provenance> part, Function<T, LocalDate> today) {
    Function<T, @Nullable LocalDate> on =
        said -> {
          Provenance provenance = part.apply(said);
          return provenance == null ? null : provenance.on();
        };
    return Stream.concat(
            Stream.of(
                Rule.<T>given("provenance", part::apply),
                new Rule<T>(
                    "provider-code",
                    "provenance.provider",
                    said -> {
                      Provenance provenance = part.apply(said);
                      return provenance != null
                          && provenance.provider() != null
                          && PROVIDERS.contains(provenance.provider());
                    },
                    "Dhënësi i informacionit nuk është në listën e kodeve.",
                    "The provider is not in the code list.")),
            day("provenance.on", on, today).stream())
        .toList();
  }

  /** Nobody changed it since the caller read it. */
  static <T> Rule<T> seen(Predicate<T> current) {
    return new Rule<>(
        Problem.Kind.STALE,
        "version-stale",
        null,
        current,
        "Të dhënat kanë ndryshuar ndërkohë; lexojini përsëri.",
        "Somebody has changed it since you read it; read again.");
  }

  /** A code stands in its list today. */
  static Rule<Boolean> known(String id, String field) {
    return new Rule<>(
        id,
        field,
        known -> known,
        "Ky kod nuk është në listën e kodeve.",
        "This code is not in the code list.");
  }

  /** A page of a list. */
  static <T> List<Rule<T>> page(Function<T, @Nullable String> order, ToIntFunction<T> limit) {
    return List.of(
        new Rule<>(
            "order-code",
            "order",
            query -> {
              String given = order.apply(query);
              return given != null && ORDERS.contains(given);
            },
            "Rendi është DATE, FILE_NUMBER ose NAME.",
            "The order is DATE, FILE_NUMBER or NAME."),
        new Rule<>(
            "limit-range",
            "limit",
            query -> limit.applyAsInt(query) >= 1 && limit.applyAsInt(query) <= 100,
            "Kufiri është nga 1 deri në 100.",
            "The limit is from 1 to 100."));
  }

  /** More than can be sorted after they were opened. */
  static Problem tooManyToSort() {
    return Problem.invalid(
        "order",
        "too-many-to-sort",
        "Sipas emrit renditen deri në 5.000 veta; ngushtoni listën ose ndërroni rendin.",
        "Up to 5,000 people are sorted by name; narrow the list or choose another order.");
  }
}
