// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.rules.Code;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who gave the information and when it was so.
 *
 * @param provider code of the list {@code information-provider}, for example {@code APPLICANT}
 * @param on business date; not in the future
 */
public record Provenance(String provider, LocalDate on) {

  /** It must be given, whole; whether the code is in its list, {@link #code} is for. */
  public static <T> List<Rule<T>> rules(
      Function<T, @Nullable Provenance> part, Function<T, LocalDate> today) {
    Function<T, @Nullable String> provider =
        said -> {
          Provenance given = part.apply(said);
          return given == null ? null : given.provider();
        };
    Function<T, @Nullable LocalDate> on =
        said -> {
          Provenance given = part.apply(said);
          return given == null ? null : given.on();
        };
    return Rule.all(
        List.of(
            Rule.given("provenance", part::apply),
            Rule.given("provenance.provider", provider::apply)),
        Days.given("provenance.on", on, today));
  }

  /** The code of the provider, to be looked up; of what was not given nothing is. */
  public static Code code(@Nullable Provenance given) {
    return new Code(
        "information-provider", "provenance.provider", given == null ? null : given.provider());
  }
}
