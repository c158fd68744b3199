// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a court's expert has to read is short, and every sentence is there twice. */
class SourcesTest {
  private static final int MOST_LINES = 1200;
  private static final Pattern SENTENCE = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src", "main", "java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Test
  void theVerifierIsShort() throws IOException {
    long lines = 0;
    for (var file : sources()) {
      lines +=
          Files.readAllLines(file).stream().map(String::strip).filter(SourcesTest::says).count();
    }
    assertTrue(lines < MOST_LINES, lines + " lines that say something");
  }

  /** Neither empty nor a comment, an import or only the end of something. */
  private static boolean says(String line) {
    return !line.matches("|(//|/\\*\\*|\\*|package |import ).*|[})\\];]+");
  }

  @Test
  void everySentenceIsThereInAlbanian() throws IOException {
    var sentences = new ArrayList<String>();
    for (var file : sources()) {
      var text = Files.readString(file).replaceAll("(?s)\"\"\".*?\"\"\"", "");
      var joined = text.replaceAll("\"\\s*\\+ \"", "");
      var found = SENTENCE.matcher(joined);
      while (found.find()) {
        if (found.group(1).matches("[A-Za-z%( ][^|\\[+]* [^|]*")
            && !found.group(1).contains("--")) {
          sentences.add(found.group(1));
        }
      }
    }
    sentences.removeAll(List.of("every Java platform has SHA-256", "no room for a hash"));
    sentences.removeAll(List.of("every Java platform has HmacSHA256", "fole node ", " = "));
    assertTrue(sentences.size() > 70, "only " + sentences.size() + " sentences were found");
    var albanian = new HashMap<String, String>();
    for (var line : Files.readAllLines(Path.of("src/main/resources/al/fole/verify/sq.txt"))) {
      albanian.put(line.split(" = ", 2)[0], line.split(" = ", 2)[1]);
    }
    for (var sentence : sentences) {
      var other = albanian.get(sentence);
      assertNotNull(other, () -> "no Albanian for: " + sentence);
      assertEquals(sentence.replaceAll("[^%]", ""), other.replaceAll("[^%]", ""), sentence);
    }
  }
}
