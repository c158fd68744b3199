// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; all given criteria must hold. At least one of number, name and birth date.
 *
 * @param personalNumber whole number, or null
 * @param name one or more words; each must begin a first, father's or last name; letters with and
 *     without diacritics are the same; words of one letter are passed over
 * @param birthDate or null
 * @param municipality two-digit code, or null
 * @param limit 1 to 100
 * @param cursor from the page before, or null
 */
public record PersonQuery(
    @Nullable String personalNumber,
    @Nullable String name,
    @Nullable LocalDate birthDate,
    @Nullable String municipality,
    int limit,
    @Nullable String cursor) {

  /** Names nobody. */
  @Override
  public String toString() {
    return "PersonQuery[…]";
  }
}
