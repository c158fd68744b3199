// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code known.csv}: where the register is not yet as the articles say, each with its reason. What
 * is found and stands there fails no test; a line that is not found any more does.
 *
 * @param lines role, route and what is wrong, joined by blanks
 * @param found those that were asked for and were there
 */
record Known(Set<String> lines, Set<String> found) {
  /** What is wrong where somebody is refused who should be answered. */
  static final String DENIED = "DENIED";

  static Known read() {
    var in = Objects.requireNonNull(Known.class.getResourceAsStream("/known.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var lines = new TreeSet<String>();
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", 4))
          .forEach(cells -> lines.add(line(cells)));
      return new Known(lines, new TreeSet<>());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String... cells) {
    return cells[0] + " " + cells[1] + " " + cells[2];
  }

  /** Whether what was just found is known. */
  boolean has(String role, String route, String what) {
    var line = line(role, route, what);
    return lines.contains(line) && (found.add(line) || found.contains(line));
  }

  /**
   * Lines nothing was found for.
   *
   * @param denied those of refusals, or those of words
   */
  Set<String> gone(boolean denied) {
    var gone = new TreeSet<>(lines);
    gone.removeIf(line -> line.endsWith(" " + DENIED) != denied);
    gone.removeAll(found);
    return gone;
  }
}
