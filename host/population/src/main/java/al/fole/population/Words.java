// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** A list of words beside this class, one a line. */
final class Words {
  static final Words WOMEN = new Words("women");
  static final Words MEN = new Words("men");
  static final Words SURNAMES = new Words("surnames");
  static final Words FOREIGN_WOMEN = new Words("foreign-women");
  static final Words FOREIGN_MEN = new Words("foreign-men");
  static final Words FOREIGN_SURNAMES = new Words("foreign-surnames");
  static final Words STREETS = new Words("streets");

  private final List<String> lines;

  private Words(String name) {
    lines = lines(name);
  }

  String any(SplittableRandom random) {
    return lines.get(random.nextInt(lines.size()));
  }

  static List<String> lines(String name) {
    var stream = Objects.requireNonNull(Words.class.getResourceAsStream(name + ".txt"), name);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
