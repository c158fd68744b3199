// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of release (rregull publikimi), as table {@code audit.release_rule} has it: a list that is
 * null asks nothing.
 *
 * @param days the entry is so old at most; null for any age
 * @param matters one of them is open; null asks for none
 * @param sinceOpened only what was done since then
 */
record ReleaseRule(
    String code,
    Effect effect,
    @Nullable List<String> acts,
    @Nullable List<String> roles,
    @Nullable List<String> purposes,
    @Nullable List<String> kinds,
    @Nullable List<String> kindsNot,
    @Nullable Integer days,
    @Nullable List<String> matters,
    boolean sinceOpened,
    String sq,
    String en) {

  /** What becomes of an entry; the later the stricter. */
  enum Effect {
    /** The institution is named. */
    NAME,
    /** Its kind is. */
    KIND,
    /** The entry is not told. */
    HIDE
  }

  /** An entry as the rules see it. */
  record Seen(LocalDate day, String act, String role, String purpose, String kind) {}

  /**
   * The strictest of what the rules say.
   *
   * @param open matters that are open, each with its first day
   */
  static Effect of(
      List<ReleaseRule> rules, Seen seen, Map<String, LocalDate> open, LocalDate today) {
    return rules.stream()
        .filter(rule -> rule.speaksOf(seen, open, today))
        .map(ReleaseRule::effect)
        .max(Effect::compareTo)
        .orElse(Effect.NAME);
  }

  private boolean speaksOf(Seen seen, Map<String, LocalDate> open, LocalDate today) {
    return has(acts, seen.act())
        && has(roles, seen.role())
        && has(purposes, seen.purpose())
        && has(kinds, seen.kind())
        && (kindsNot == null || !kindsNot.contains(seen.kind()))
        && (days == null || ChronoUnit.DAYS.between(seen.day(), today) < days)
        && isOpen(seen.day(), open);
  }

  private boolean isOpen(LocalDate day, Map<String, LocalDate> open) {
    return matters == null
        || matters.stream()
            .map(open::get)
            .anyMatch(since -> since != null && !(sinceOpened && day.isBefore(since)));
  }

  private static boolean has(@Nullable List<String> list, String word) {
    return list == null || list.contains(word);
  }
}
