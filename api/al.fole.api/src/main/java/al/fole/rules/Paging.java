// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The rules of what is asked of a list (lista): its order, and how much of it at once. */
public final class Paging {
  /** The last first. */
  public static final String DATE = "DATE";

  /** By the number of the file. */
  public static final String FILE_NUMBER = "FILE_NUMBER";

  /** In the Albanian alphabet. */
  public static final String NAME = "NAME";

  private static final Set<String> ORDERS = Set.of(DATE, FILE_NUMBER, NAME);
  private static final int MOST = 100;

  private Paging() {}

  /** A page has a size. */
  public static <T> Rule<T> limit(ToIntFunction<T> part) {
    return new Rule<>(
        "limit-range",
        "limit",
        query -> part.applyAsInt(query) >= 1 && part.applyAsInt(query) <= MOST,
        "Kufiri është nga 1 deri në 100.",
        "The limit is from 1 to 100.");
  }

  /** Of a list that has an order and a size. */
  public static <T> List<Rule<T>> rules(
      Function<T, @Nullable String> order, ToIntFunction<T> limit) {
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
        limit(limit));
  }
}
