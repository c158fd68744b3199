// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of business dates (datat): what is said to have been so lies not in the future. */
public final class Days {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private Days() {}

  /** Whether it is a day from 1900 up to the last one. */
  public static boolean within(LocalDate day, LocalDate last) {
    return !day.isBefore(EARLIEST) && !day.isAfter(last);
  }

  /** A fact is of this age and not of the future (I-11); holds where no day is given. */
  public static <T> Rule<T> past(
      String field, Function<T, @Nullable LocalDate> part, Function<T, LocalDate> today) {
    return new Rule<>(
        "business-date-range",
        field,
        said -> {
          LocalDate day = part.apply(said);
          return day == null || within(day, today.apply(said));
        },
        "Data është nga viti 1900 deri sot.",
        "The date is from 1900 to today.");
  }

  /** A day that must be given, and be {@link #past}. */
  public static <T> List<Rule<T>> given(
      String field, Function<T, @Nullable LocalDate> part, Function<T, LocalDate> today) {
    return List.of(Rule.given(field, part::apply), past(field, part, today));
  }

  /** A day is not before another; holds where either is open. */
  public static <T> Rule<T> notBefore(
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
}
