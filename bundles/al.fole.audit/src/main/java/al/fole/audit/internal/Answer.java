// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at a person's file, by day, institution, purpose and act. Names no clerk, no role, no
 * entry and no record.
 *
 * @param enquiry number of the enquiry it answers
 * @param until it tells what was recorded before; real time, a day in Tirana
 * @param items newest day first; days are whole
 * @param rules all rules of release, whether or not one had something to hold back
 * @param next cursor of the earlier days, or null
 */
public record Answer(
    UUID enquiry, LocalDate until, List<Line> items, List<Said> rules, @Nullable String next) {

  /** Copies the lists. */
  public Answer {
    items = List.copyOf(items);
    rules = List.copyOf(rules);
  }

  /**
   * What one institution did on one day for one purpose.
   *
   * @param times how often
   */
  public record Line(LocalDate day, Institution institution, Said purpose, Said act, long times) {}

  /**
   * Who.
   *
   * @param name official Albanian name; null where a rule tells its kind alone
   * @param kind organisation type
   */
  public record Institution(@Nullable String name, Said kind) {}

  /** A code with both its labels. */
  public record Said(String code, String sq, String en) {}
}
