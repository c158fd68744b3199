// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a court's expert has to read is short, and every sentence is there in both languages. */
class SourcesTest {
  private static final int MOST_LINES = 1200;
  private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");
  private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+)\"");
  private static final Pattern PLACE = Pattern.compile("%(?:[0-9]\\$)?[ds]");

  private static List<String> sources() throws IOException {
    try (var files = Files.walk(Path.of("src", "main", "java"))) {
      var texts =
          files.filter(file -> file.toString().endsWith(".java")).sorted().map(SourcesTest::text);
      return texts.toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Counted as cloc counts code: every line that is neither empty nor only comment, with packages,
   * imports and lone brackets. The properties with the sentences are not counted.
   */
  @Test
  void theVerifierIsShort() throws IOException {
    long lines = 0;
    for (var text : sources()) {
      lines += COMMENT.matcher(text).replaceAll("").lines().filter(l -> !l.isBlank()).count();
    }
    System.out.println("fole-verify: " + lines + " lines of code");
    assertTrue(lines > 500 && lines < MOST_LINES, lines + " lines");
  }

  private static Properties words(String language) throws IOException {
    var words = new Properties();
    var file = Path.of("src/main/resources/al/fole/verify/words_" + language + ".properties");
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      words.load(in);
    }
    return words;
  }

  @Test
  void everySentenceIsThereInBothLanguages() throws IOException {
    var english = words("en");
    var albanian = words("sq");
    assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(albanian.keySet()));
    for (var key : english.stringPropertyNames()) {
      var places = places(english.getProperty(key));
      assertEquals(places, places(albanian.getProperty(key)), key);
    }
  }

  private static List<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(found -> found.group()).toList();
  }

  @Test
  void everySentenceIsSaidAndNoOther() throws IOException {
    var sources = sources().stream().collect(Collectors.joining());
    var words = words("en");
    for (var key : words.stringPropertyNames()) {
      assertTrue(sources.contains('"' + key + '"'), () -> "nobody says " + key);
    }
    for (var found : KEY.matcher(sources).results().map(key -> key.group(1)).toList()) {
      assertTrue(found.equals("fole-seal-v1") || words.containsKey(found), () -> "no " + found);
    }
  }
}
