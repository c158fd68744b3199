// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.journal.Entry;
import al.fole.persons.internal.PersonMapper.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person's history tells to whoever reads some of his field groups only. */
final class HistoryViews {
  private static final Set<String> IDENTITY =
      Set.of(
          "personalNumber",
          "numberReason",
          "firstName",
          "fatherName",
          "lastName",
          "birthDate",
          "birthYear",
          "address",
          "contact",
          "reason");
  private static final Set<String> ADDRESS = Set.of("address", "contact");
  private static final String PLACE = "municipality";

  private HistoryViews() {}

  /** The entries without what may not be read; a unit says where somebody lives. */
  static List<Entry> as(Read read, List<Entry> entries) {
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
                    read.place() ? it.unit() : "",
                    told(read, it.facts()),
                    told(read, it.details())))
        .toList();
  }

  private static Map<String, String> told(Read read, Map<String, String> values) {
    var told = new HashMap<>(values);
    if (!read.identity()) {
      told.keySet().removeAll(IDENTITY);
    }
    if (!read.address()) {
      told.keySet().removeAll(ADDRESS);
    }
    if (!read.place()) {
      told.remove(PLACE);
    }
    return told;
  }
}
