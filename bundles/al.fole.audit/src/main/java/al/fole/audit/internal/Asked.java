// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Problem;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose sightings, and when.
 *
 * @param record a person, a case or an account
 */
record Asked(Ref record, Period period) {
  static final String PERSON = "person";
  static final String CASE = "case";
  static final String ACCOUNT = "account";
  private static final int USUAL = 366;
  private static final int MOST = 3660;

  /**
   * @throws Problem INVALID {@code one-of-three} unless exactly one id is given; {@code
   *     period-range}
   */
  static Asked of(
      @Nullable UUID person,
      @Nullable UUID careCase,
      @Nullable UUID account,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    if (Stream.of(person, careCase, account).filter(Objects::nonNull).count() != 1) {
      throw Problem.invalid(
          PERSON,
          "one-of-three",
          "Jepni një person, një rast ose një llogari.",
          "Give a person, a case or an account.");
    }
    Ref record =
        person != null
            ? new Ref(PERSON, person)
            : careCase != null
                ? new Ref(CASE, careCase)
                : new Ref(ACCOUNT, Objects.requireNonNull(account));
    return new Asked(record, Period.of(from, until, USUAL, MOST));
  }
}
