// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of {@code start-levels}: the first that fits a bundle decides where it belongs. */
final class StartLevels {

  private static final Set<String> MARKS = Set.of("given", "lent");

  /**
   * Where a bundle belongs.
   *
   * @param feature the feature it is part of
   * @param level its start level
   * @param given whether a parent that has one that serves as well keeps its own
   * @param lent whether a program that embeds the module lends its packages instead
   */
  record Place(String feature, int level, boolean given, boolean lent) {}

  private record Rule(String text, Pattern pattern, Place place) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> unused = new LinkedHashSet<>();

  /** Reads the lines of the file; blank lines and those with {@code #} are comments. */
  StartLevels(List<String> lines) {
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.trim().split("\\s+", -1);
      Set<String> marks = columns.length == 4 ? Set.of(columns[3].split(",", -1)) : Set.of();
      if (columns.length < 3 || columns.length > 4 || !MARKS.containsAll(marks)) {
        throw new IllegalArgumentException("feature, level and perhaps marks expected: " + line);
      }
      String glob = columns[0];
      Pattern pattern = Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E");
      int level = Integer.parseInt(columns[2]);
      Place place = new Place(columns[1], level, marks.contains("given"), marks.contains("lent"));
      rules.add(new Rule(glob, pattern, place));
      unused.add(glob);
    }
  }

  /** The place of {@code group:artifact}; an error when no rule fits. */
  Place of(String bundle) {
    for (Rule rule : rules) {
      if (rule.pattern.matcher(bundle).matches()) {
        unused.remove(rule.text);
        return rule.place;
      }
    }
    throw new IllegalArgumentException("start-levels has no line for " + bundle);
  }

  /** Rules that decided nothing so far. */
  Set<String> unused() {
    return unused;
  }
}
