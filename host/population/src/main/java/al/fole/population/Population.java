// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A population of households, made as it is read. */
public final class Population {
  /** The day the population is made for; nobody is born after it. */
  public static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  private Population() {}

  /**
   * The same people in the same order for the same arguments, household after household; the last
   * household may be cut short.
   *
   * @param seed any number; chooses the population
   * @param size how many people
   */
  public static Stream<Someone> of(long seed, int size) {
    var households = new Households(seed);
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(households::next)
        .flatMap(Stream::of)
        .limit(size);
  }
}
