// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Days in Tirana, both included. */
record Period(LocalDate from, LocalDate until) {

  /**
   * @param usual days when no first one is given
   * @param most days
   * @throws Problem INVALID {@code period-range}
   */
  static Period of(@Nullable LocalDate from, @Nullable LocalDate until, int usual, int most) {
    LocalDate last = until == null ? Telling.day(Instant.now()) : until;
    LocalDate first = from == null ? last.minusDays(usual - 1L) : from;
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > most) {
      throw Problem.invalid(
          "from",
          "period-range",
          "Periudha është nga 1 deri në " + most + " ditë.",
          "The period is from 1 to " + most + " days.");
    }
    return new Period(first, last);
  }

  Instant start() {
    return Telling.start(from);
  }

  Instant end() {
    return Telling.start(until.plusDays(1));
  }
}
