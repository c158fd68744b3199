// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The 20,000 passwords that were found most often in breaches (ASVS 6.2.4), without asking anybody.
 * As so long a password may only be dressed up, one of them with a few digits or signs around it,
 * or over and over, counts as well.
 */
final class CommonPasswords {

  private static final int DRESS = 6;
  private static final int SHORT = 4;
  private static final Set<String> LIST = read();

  private CommonPasswords() {}

  static boolean contain(String password) {
    var plain = password.strip().toLowerCase(Locale.ROOT);
    var core = plain.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    return LIST.contains(plain)
        || plain.length() - core.length() <= DRESS && LIST.contains(core)
        || isRepetition(plain);
  }

  /** Of a common password, or of a few characters. */
  private static boolean isRepetition(String plain) {
    for (int length = 1; length <= plain.length() / 2; length++) {
      var unit = plain.substring(0, length);
      var repeated = unit.repeat(plain.length() / length + 1);
      if (repeated.startsWith(plain) && (length <= SHORT || LIST.contains(unit))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> read() {
    try (var packed =
            Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("common-passwords.txt.gz"));
        var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(packed), UTF_8))) {
      return lines.lines().map(String::strip).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
