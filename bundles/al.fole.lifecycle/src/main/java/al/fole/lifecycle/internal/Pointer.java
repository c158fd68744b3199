// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * The truth about what is installed.
 *
 * @param id of the release
 * @param activation its number; grows by one with every change
 * @param feature path of its JSON below the directory of releases
 * @param sha256 of that JSON
 * @param given digest of the release the host had with it when this was written; another one at a
 *     later start means that the host itself was replaced
 */
record Pointer(String id, long activation, String feature, String sha256, String given) {

  /** As the file says it. */
  String text() {
    return "id=%s%nactivation=%d%nfeature=%s%nsha256=%s%ngiven=%s%n"
        .formatted(id, activation, feature, sha256, given);
  }

  /** From the file; IOException when it is not a pointer. */
  static Pointer parse(String text) throws IOException {
    var values = new Properties();
    values.load(new StringReader(text));
    try {
      return new Pointer(
          required(values, "id"),
          Long.parseLong(required(values, "activation")),
          required(values, "feature"),
          required(values, "sha256"),
          values.getProperty("given", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("the release pointer is damaged: " + e.getMessage(), e);
    }
  }

  private static String required(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
