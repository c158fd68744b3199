// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One entry, as a reader sees it.
 *
 * @param id of the entry
 * @param type of the event
 * @param eventVersion of the event type
 * @param version of the record afterwards
 * @param at business time
 * @param recordedAt real time
 * @param actor who
 * @param role in which role
 * @param unit for which unit
 * @param facts stored form of the event
 * @param details readable values, field to text; erased ones are missing
 */
public record Entry(
    UUID id,
    String type,
    int eventVersion,
    long version,
    Instant at,
    Instant recordedAt,
    UUID actor,
    String role,
    String unit,
    Map<String, String> facts,
    Map<String, String> details) {

  /** Copies the maps. */
  public Entry {
    facts = Map.copyOf(facts);
    details = Map.copyOf(details);
  }
}
