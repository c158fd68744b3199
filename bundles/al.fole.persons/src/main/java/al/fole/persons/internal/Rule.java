// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.spi.Problem;
import java.util.List;
import java.util.function.Predicate;

/**
 * One condition with a name.
 *
 * @param id stable: the problem, the tests and the documentation call the rule by it
 * @param field as the request names it
 * @param holds the condition
 * @param sq what is wrong when it does not hold, in Albanian
 * @param en the same in English
 */
record Rule<T>(String id, String field, Predicate<T> holds, String sq, String en) {

  /** Refuses with the first rule that does not hold. */
  static <T> void check(List<Rule<T>> rules, T said) {
    for (Rule<T> rule : rules) {
      if (!rule.holds.test(said)) {
        throw rule.broken();
      }
    }
  }

  Problem broken() {
    return Problem.invalid(field, id, sq, en);
  }
}
