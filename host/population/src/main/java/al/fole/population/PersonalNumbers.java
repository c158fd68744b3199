// SPDX-License-Identifier: EUPL-1.2
package al.fole.population;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives out personal numbers (numri personal), each once: decade, year, month, day, serial. */
final class PersonalNumbers {
  private static final String LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final String DECADES = "ABCDEFGHIJKLMNOPQRST";

  private final Map<String, Integer> given = new HashMap<>();

  /** The next number of that day, or null when the day's thousand serials are used up. */
  @Nullable String next(LocalDate birth, boolean woman, boolean foreigner) {
    int month = birth.getMonthValue() + (woman ? 50 : 0) + (foreigner ? 30 : 0);
    String day =
        DECADES.charAt(birth.getYear() / 10 - 190)
            + digits(birth.getYear() % 10, 1)
            + digits(month, 2)
            + digits(birth.getDayOfMonth(), 2);
    int count = given.merge(day, 1, Integer::sum);
    if (count > 1000) {
      return null;
    }
    // 7 and 1000 have no common divisor: every serial of a day comes up once, in no visible order.
    int serial = (Math.floorMod(day.hashCode(), 1000) + 7 * count) % 1000;
    String body = day + digits(serial, 3);
    return body + letter(body);
  }

  private static char letter(String body) {
    int sum = LETTERS.indexOf(body.charAt(0));
    for (int i = 1; i < body.length(); i++) {
      sum += i * (body.charAt(i) - '0');
    }
    return LETTERS.charAt(sum % LETTERS.length());
  }

  private static String digits(int value, int width) {
    String text = Integer.toString(value);
    return "0".repeat(width - text.length()) + text;
  }
}
