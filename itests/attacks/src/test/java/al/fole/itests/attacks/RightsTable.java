// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code rights.csv}: what each role may do about the records of which places, read from the
 * articles of both decisions and from nothing the register itself holds.
 *
 * @param lines of all roles
 */
record RightsTable(List<Line> lines) {

  /**
   * A line.
   *
   * @param account who acts in the role
   * @param unit code of the unit he works for
   * @param purpose he declares; empty for the usual one of the role
   * @param places whose records it reaches; none where no record is asked about
   * @param permissions codes
   * @param ground the article, and what it says
   */
  record Line(
      String role,
      String account,
      String unit,
      String purpose,
      Set<String> places,
      Set<String> permissions,
      String ground) {

    static Line of(String text) {
      var cells = text.split(",", 7);
      if (cells.length != 7 || cells[6].isBlank()) {
        throw new IllegalArgumentException(text);
      }
      return new Line(
          cells[0],
          cells[1],
          cells[2],
          cells[3].replace("-", ""),
          words(cells[4]),
          words(cells[5]),
          cells[6]);
    }

    private static Set<String> words(String cell) {
      return cell.equals("-") ? Set.of() : new TreeSet<>(List.of(cell.split(" ")));
    }
  }

  static RightsTable read() {
    var in = Objects.requireNonNull(RightsTable.class.getResourceAsStream("/rights.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new RightsTable(reader.lines().skip(1).map(Line::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line of each role: who acts in it and for what. */
  Map<String, Line> roles() {
    var roles = new LinkedHashMap<String, Line>();
    lines.forEach(line -> roles.putIfAbsent(line.role(), line));
    return roles;
  }

  /** Whether the role has one of the permissions anywhere. */
  boolean has(String role, List<String> codes) {
    return lines.stream()
        .anyMatch(
            line ->
                line.role().equals(role) && codes.stream().anyMatch(line.permissions()::contains));
  }

  /** Whether it has one of them for the records of a place. */
  boolean reaches(String role, List<String> codes, String place) {
    return lines.stream()
        .anyMatch(
            line ->
                line.role().equals(role)
                    && line.places().contains(place)
                    && codes.stream().anyMatch(line.permissions()::contains));
  }
}
