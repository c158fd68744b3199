// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was stored.
 *
 * @param entry id of its entry
 * @param index position in the log
 * @param type name of the event type
 * @param version of the event type
 * @param record id of the record
 * @param recordVersion version of the record afterwards
 * @param municipality two-digit code or null
 * @param at business time
 * @param facts components of the event as text
 * @param reactions names of the reactions that ran with it
 */
public record StoredEvent(
    UUID entry,
    long index,
    String type,
    int version,
    UUID record,
    long recordVersion,
    @Nullable String municipality,
    Instant at,
    Map<String, String> facts,
    Set<String> reactions) {

  /** Copies the collections. */
  public StoredEvent {
    facts = Map.copyOf(facts);
    reactions = Set.copyOf(reactions);
  }
}
