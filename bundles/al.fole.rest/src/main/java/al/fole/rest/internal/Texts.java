// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

/** What counts as text and as the text of an id. */
final class Texts {
  private Texts() {}

  /** Whole Unicode characters without NUL: what PostgreSQL can keep. */
  static boolean clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * A day of the years 1 to 9999, ten characters; the JDK also takes years that no database keeps.
   *
   * @throws DateTimeException for any other text
   */
  static LocalDate date(String text) {
    LocalDate day = LocalDate.parse(text);
    if (text.length() != 10 || day.getYear() < 1) {
      throw new DateTimeException("not a day of the years 1 to 9999");
    }
    return day;
  }

  /** The canonical 36 characters only; the JDK also takes {@code 1-1-1-1-1}. */
  static UUID uuid(String text) {
    if (text.length() == 36) {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    }
    throw new IllegalArgumentException("not a UUID");
  }
}
