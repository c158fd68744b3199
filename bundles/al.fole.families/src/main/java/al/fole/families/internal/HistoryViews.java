// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.families.internal.FamilyMapper.Reads;
import al.fole.journal.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a family's history tells to whoever reads some of its field groups only. */
final class HistoryViews {
  private static final Set<String> FOSTER_FAMILY = Set.of("adult", "partner");
  private static final Set<String> PLACE = Set.of("unit", "municipality");

  private HistoryViews() {}

  /** The entries without what may not be read; the unit of whoever acted says where they live. */
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
                    reads.place() ? it.unit() : "",
                    facts(reads, it.facts()),
                    reads.notes() ? it.details() : Map.of()))
        .toList();
  }

  private static Map<String, String> facts(Reads reads, Map<String, String> facts) {
    var told = new HashMap<>(facts);
    if (!reads.fosterFamily()) {
      told.keySet().removeAll(FOSTER_FAMILY);
    }
    if (!reads.place()) {
      told.keySet().removeAll(PLACE);
    }
    return told;
  }
}
