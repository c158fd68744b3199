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
 * is found and stands there fails no test; a line goes with what it is about.
 *
 * @param lines role, route and what is wrong, joined by blanks
 */
record Known(Set<String> lines) {

  static Known read() {
    var in = Objects.requireNonNull(Known.class.getResourceAsStream("/known.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var lines = new TreeSet<String>();
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", 4))
          .forEach(cells -> lines.add(line(cells)));
      return new Known(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String... cells) {
    return cells[0] + " " + cells[1] + " " + cells[2];
  }

  /** Whether it is known. */
  boolean has(String role, String route, String what) {
    return lines.contains(line(role, route, what));
  }
}
