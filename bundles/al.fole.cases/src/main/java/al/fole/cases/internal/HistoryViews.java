// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.journal.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a case's history tells to whoever reads some of its field groups only. */
final class HistoryViews {
  private static final Set<String> NOTES = Set.of("narrative", "reason");
  private static final Set<String> COURT = Set.of("number");
  private static final Set<String> FOSTER_FAMILY = Set.of("family");

  private HistoryViews() {}

  /** The entries without what may not be read. */
  static List<Entry> as(Reads reads, List<Entry> entries) {
    return entries.stream()
        .map(
            it ->
                new Entry(
                    it.id(),
                    it.type(),
                    it.eventVersion(),
                    it.version(),
                    it.at(),
                    it.recordedAt(),
                    it.actor(),
                    it.role(),
                    it.unit(),
                    facts(reads, it.facts()),
                    details(reads, it.details())))
        .toList();
  }

  /** A fact called reason is a code; a detail called so is a text. */
  private static Map<String, String> facts(Reads reads, Map<String, String> facts) {
    return without(facts, reads.fosterFamily() ? Set.of() : FOSTER_FAMILY);
  }

  private static Map<String, String> details(Reads reads, Map<String, String> details) {
    var told = without(details, reads.notes() ? Set.of() : NOTES);
    return without(told, reads.court() ? Set.of() : COURT);
  }

  private static Map<String, String> without(Map<String, String> values, Set<String> names) {
    var told = new HashMap<>(values);
    told.keySet().removeAll(names);
    return told;
  }
}
