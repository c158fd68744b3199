// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Municipalities (bashki), each as likely as its population, in rounded thousands, is large. */
final class Municipalities {
  private static final NavigableMap<Integer, String> BY_UPPER_BOUND = new TreeMap<>();

  static {
    int sum = 0;
    for (String line : Words.lines("municipalities")) {
      String[] codeAndThousands = line.split(" ", -1);
      sum += Integer.parseInt(codeAndThousands[1]);
      BY_UPPER_BOUND.put(sum, codeAndThousands[0]);
    }
  }

  private Municipalities() {}

  static String any(SplittableRandom random) {
    return BY_UPPER_BOUND.higherEntry(random.nextInt(BY_UPPER_BOUND.lastKey())).getValue();
  }
}
