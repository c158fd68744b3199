// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sentences are written in English; {@code sq.txt} has each in Albanian behind {@code " = "}. */
enum Language {
  SQ,
  EN;

  private static final Map<String, String> ALBANIAN = new HashMap<>();

  static {
    try (var in = Language.class.getResourceAsStream("sq.txt")) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        ALBANIAN.put(line.split(" = ", 2)[0], line.split(" = ", 2)[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Albanian for {@code sq…}, as in LANG; else English. */
  static Language of(String tag) {
    return tag.toLowerCase(Locale.ROOT).startsWith("sq") ? SQ : EN;
  }

  String say(String pattern, Object... values) {
    return (this == SQ ? ALBANIAN.getOrDefault(pattern, pattern) : pattern).formatted(values);
  }
}
