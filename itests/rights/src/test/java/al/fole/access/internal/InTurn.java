// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.util.Arrays;
import java.util.Locale;

/** Times two ways of asking the same, in turn within one run, and compares the medians. */
final class InTurn {
  private static final int ROUNDS = Integer.getInteger("fole.bench.rounds", 7);

  /** One question of a numbered series; returns how much was answered. */
  interface Asked {
    long ask(int number);
  }

  private InTurn() {}

  /**
   * Prints {@code name: ratio median (min–max)}, and both medians in µs a statement.
   *
   * @return the median of the ratios round by round
   */
  static double compare(String name, int each, Asked ours, Asked byHand) {
    long found = batch(each, 0, ours);
    if (found != batch(each, 0, byHand)) {
      throw new AssertionError(name + ": the two do not answer the same");
    }
    var ratios = new double[ROUNDS];
    var a = new double[ROUNDS];
    var b = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      int from = (i + 1) * each;
      boolean first = i % 2 == 0;
      a[i] = first ? time(each, from, ours) : 0;
      b[i] = time(each, from, byHand);
      a[i] = first ? a[i] : time(each, from, ours);
      ratios[i] = a[i] / b[i];
    }
    Arrays.sort(ratios);
    Arrays.sort(a);
    Arrays.sort(b);
    int middle = ROUNDS / 2;
    System.out.printf(
        Locale.ROOT,
        "%-52s ratio %.2f (%.2f–%.2f), %.0f µs against %.0f µs, %.1f rows each%n",
        name,
        ratios[middle],
        ratios[0],
        ratios[ROUNDS - 1],
        a[middle],
        b[middle],
        (double) found / each);
    return ratios[middle];
  }

  private static double time(int each, int from, Asked it) {
    long start = System.nanoTime();
    batch(each, from, it);
    return (System.nanoTime() - start) / 1e3 / each;
  }

  private static long batch(int each, int from, Asked it) {
    long found = 0;
    for (int i = from; i < from + each; i++) {
      found += it.ask(i);
    }
    return found;
  }
}
