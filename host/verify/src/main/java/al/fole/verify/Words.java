// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the program says, by key, from {@code words_sq.properties} or {@code words_en.properties}.
 */
record Words(ResourceBundle patterns) {

  /** Albanian for {@code sq…}, as in LANG; else English. */
  static Words of(String tag) {
    var language = tag.toLowerCase(Locale.ROOT).startsWith("sq") ? "sq" : "en";
    return new Words(ResourceBundle.getBundle("al.fole.verify.words", new Locale(language)));
  }

  String say(String key, Object... values) {
    return String.format(Locale.ROOT, patterns.getString(key), values);
  }
}
