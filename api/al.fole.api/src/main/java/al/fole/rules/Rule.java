// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import al.fole.spi.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One condition with a name.
 *
 * @param kind of the refusal when it does not hold
 * @param id stable, kebab case: the problem, the tests and the documentation call the rule by it
 * @param field as the request names it; null for a rule that no single field breaks
 * @param holds the condition
 * @param sq what is wrong when it does not hold, in Albanian
 * @param en the same in English
 */
public record Rule<T>(
    Problem.Kind kind,
    String id,
    @Nullable String field,
    Predicate<T> holds,
    String sq,
    String en) {

  /** A field must obey it: 422. */
  public Rule(String id, String field, Predicate<T> holds, String sq, String en) {
    this(Problem.Kind.INVALID, id, field, holds, sq, en);
  }

  /** The state of things must allow it: 409. */
  public static <T> Rule<T> conflict(String id, Predicate<T> holds, String sq, String en) {
    return new Rule<>(Problem.Kind.CONFLICT, id, null, holds, sq, en);
  }

  /** A field that must be there. */
  public static <T> Rule<T> given(String field, Function<T, @Nullable Object> part) {
    return new Rule<>(
        "field-missing",
        field,
        said -> part.apply(said) != null,
        "Kjo fushë duhet dhënë.",
        "This field must be given.");
  }

  /** Nobody has changed it since the caller read it: 412. */
  public static <T> Rule<T> unchanged(ToLongFunction<T> expected, ToLongFunction<T> version) {
    return new Rule<>(
        Problem.Kind.STALE,
        "version-stale",
        null,
        said -> expected.applyAsLong(said) == version.applyAsLong(said),
        "Të dhënat kanë ndryshuar ndërkohë; lexojini përsëri.",
        "Somebody has changed it since you read it; read again.");
  }

  /** All of them, in order. */
  @SafeVarargs
  public static <T> List<Rule<T>> all(List<Rule<T>>... rules) {
    return Stream.of(rules).flatMap(List::stream).toList();
  }

  /**
   * Refuses with the first rule that does not hold.
   *
   * @throws Problem of the rule's kind
   */
  public static <T> void check(List<Rule<T>> rules, T said) {
    rules.forEach(rule -> rule.require(said));
  }

  /**
   * Refuses unless it holds.
   *
   * @throws Problem of the rule's kind
   */
  public void require(T said) {
    if (!holds.test(said)) {
      throw broken();
    }
  }

  /** The refusal. */
  public Problem broken() {
    return field == null ? Problem.of(kind, id, sq, en) : Problem.invalid(field, id, sq, en);
  }
}
