// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.rules.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A personal number (numri personal), {@code D Y MM DD SSS C}: decade, year, month (women +50,
 * foreigners +30), day, serial, check letter.
 *
 * @param text ten characters of the right form, see {@link #wellFormed}
 */
record PersonalNumber(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9A-T][0-9](0[1-9]|1[0-2]|3[1-9]|4[0-2]|5[1-9]|6[0-2]|8[1-9]|9[0-2])"
              + "(0[1-9]|[12][0-9]|3[01])[0-9]{3}[A-W]");

  /** W is 0, A is 1, … V is 22. */
  private static final String LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";

  PersonalNumber {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not of the form of a personal number");
    }
  }

  /** As it is kept: in NFC, trimmed, upper case. */
  static @Nullable String tidy(@Nullable String text) {
    String clean = Texts.clean(text);
    return clean == null ? null : clean.toUpperCase(Locale.ROOT);
  }

  static boolean wellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** Whether the last letter is the one the other nine characters give. */
  boolean letterHolds() {
    int sum = value(0);
    for (int i = 1; i <= 8; i++) {
      sum += value(i) * i;
    }
    return LETTERS.charAt(sum % LETTERS.length()) == text.charAt(9);
  }

  String sex() {
    return monthCode() > 50 ? "F" : "M";
  }

  /** Whether it was given to a foreigner with residence. */
  boolean foreigner() {
    return monthCode() % 50 > 30;
  }

  /** Empty when the day does not exist, such as 30 February. */
  Optional<LocalDate> birthDate() {
    char decade = text.charAt(0);
    int tens = decade <= '9' ? 180 + decade - '0' : 190 + decade - 'A';
    int month = monthCode() % 50 % 30;
    try {
      return Optional.of(LocalDate.of(tens * 10 + value(1), month, value(4) * 10 + value(5)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** As a list may show it: {@code L5•••••••W}. */
  String masked() {
    return text.substring(0, 2) + "•".repeat(7) + text.charAt(9);
  }

  /** Masked: a number may end up in a log. */
  @Override
  public String toString() {
    return masked();
  }

  private int monthCode() {
    return value(2) * 10 + value(3);
  }

  private int value(int position) {
    char c = text.charAt(position);
    return c <= '9' ? c - '0' : LETTERS.indexOf(c);
  }
}
