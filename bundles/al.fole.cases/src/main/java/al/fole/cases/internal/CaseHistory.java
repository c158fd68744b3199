// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNull;

import al.fole.cases.CaseId;
import al.fole.cases.CaseState;
import al.fole.cases.PastState;
import al.fole.journal.Entry;
import al.fole.persons.PersonId;
import al.fole.rules.Days;
import al.fole.rules.Rule;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as of a past day, from its entries alone. Each carries the state afterwards and its
 * business date; only one that changed the state says from when it held.
 */
final class CaseHistory {
  private @Nullable CaseState state;
  private @Nullable LocalDate since;
  private @Nullable String risk;
  private Map<String, String> care = Map.of();

  /** A day somebody asks for. */
  private record Asked(LocalDate day, LocalDate openedOn, LocalDate today) {}

  private static final List<Rule<Asked>> RULES =
      List.of(
          Days.past("date", Asked::day, Asked::today),
          Days.notBefore(
              "date-before-opening",
              "date",
              Asked::day,
              Asked::openedOn,
              "Rasti u hap më vonë.",
              "The case was opened later."));

  /**
   * What the journal tells of a case.
   *
   * @param oldest at most as many entries as the journal gives at once
   * @param version of the case
   * @param reads what of it the caller reads
   */
  record History(List<Entry> oldest, long version, Reads reads) {

    /** That one of the units handed the case over last; empty when none of them did. */
    static Optional<Entry> transfer(List<Entry> oldest, List<String> units) {
      return oldest.stream()
          .filter(it -> it.type().equals("cases.transferred"))
          .filter(it -> units.contains(it.facts().get("unitBefore")))
          .reduce((earlier, later) -> later);
    }

    /** Up to an entry; what came later is not in it, whatever business date it has. */
    static History until(Entry end, List<Entry> oldest, Reads reads) {
      var before = oldest.stream().takeWhile(it -> it.version() < end.version()).toList();
      return new History(before, end.version() - 1, reads);
    }

    /** Whose it is. */
    PersonId child() {
      return new PersonId(UUID.fromString(requireNonNull(oldest.get(0).facts().get("child"))));
    }
  }

  /** A former unit asks for its own period. */
  record Own(LocalDate day, LocalDate until) {}

  static final Rule<Own> OWN_PERIOD =
      new Rule<>(
          "after-own-period",
          "date",
          it -> !it.day().isAfter(it.until()),
          "Rasti i kaloi një njësie tjetër; lexohet deri atë ditë.",
          "The case went to another unit; it is read up to that day.");

  /** A part of the entries says nothing certain of any day: what is late takes its place. */
  static final List<Rule<History>> WHOLE =
      List.of(
          Rule.conflict(
              "history-too-long",
              it -> it.oldest().get(it.oldest().size() - 1).version() >= it.version(),
              "Rasti ka më shumë ngjarje nga sa lexohen njëherësh; gjendja e kaluar nuk rindërtohet.",
              "The case has more entries than are read at once; its past state is not rebuilt."));

  private CaseHistory() {}

  /**
   * @param entries oldest first, from the opening on
   */
  static PastState on(CaseId id, List<Entry> entries, LocalDate day, LocalDate today) {
    LocalDate openedOn = date(entries.get(0));
    Rule.check(RULES, new Asked(day, openedOn, today));
    var history = new CaseHistory();
    CaseState before = null;
    for (Entry entry : entries) {
      CaseState after = CaseState.valueOf(requireNonNull(entry.facts().get("state")));
      if (!date(entry).isAfter(day)) {
        history.take(entry, after, after != before);
      }
      before = after;
    }
    return new PastState(
        id,
        day,
        requireNonNull(history.state),
        requireNonNull(history.since),
        requireNonNull(history.risk),
        ref("placement", history.care.get("placement")),
        ref("family", history.care.get("family")),
        history.care.get("careType"));
  }

  private void take(Entry entry, CaseState after, boolean changed) {
    Map<String, String> facts = entry.facts();
    risk = facts.getOrDefault("risk", risk);
    if (changed) {
      state = after;
      since = date(entry);
    }
    if (entry.type().equals("cases.care-started")) {
      care = facts;
    } else if (entry.type().equals("cases.care-ended")) {
      care = Map.of();
    }
  }

  static LocalDate date(Entry entry) {
    return LocalDate.parse(requireNonNull(entry.facts().get("on")));
  }

  private static @Nullable Ref ref(String kind, @Nullable String id) {
    return id == null ? null : new Ref(kind, UUID.fromString(id));
  }
}
