// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that stand nowhere else: to which group of fields each belongs ({@code canaries.csv})
 * and which groups a role reads of the records it reaches ({@code readers.csv}, from the articles).
 *
 * @param groups of texts
 * @param readers groups by role
 */
record Canaries(Map<String, String> groups, Map<String, Set<String>> readers) {
  private static final Pattern WORD =
      Pattern.compile("(?iU)zq([a-z]+?)(tirana|kamez|shkoder|berat|vulosur)\\b");

  /**
   * One that was found.
   *
   * @param text which text of a record
   * @param place whose
   */
  record Word(String text, String place) {}

  static Canaries read() {
    var readers = new HashMap<String, Set<String>>();
    lines("/readers.csv").forEach(cells -> readers.put(cells[0], Set.of(cells[1].split(" "))));
    return new Canaries(
        lines("/canaries.csv").stream()
            .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1])),
        readers);
  }

  private static List<String[]> lines(String name) {
    var in = Objects.requireNonNull(Canaries.class.getResourceAsStream(name));
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", 3)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All words in what somebody was told. */
  static List<Word> in(String told) {
    return WORD.matcher(told)
        .results()
        .map(
            it ->
                new Word(
                    it.group(1).toLowerCase(Locale.ROOT), it.group(2).toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Whether a role may read such a text at all. */
  boolean mayRead(String role, String text) {
    return readers.getOrDefault(role, Set.of()).contains(groups.getOrDefault(text, "?"));
  }
}
