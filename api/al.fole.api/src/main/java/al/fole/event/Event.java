// SPDX-License-Identifier: EUPL-1.2
package al.fole.event;

import al.fole.spi.Ref;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that happened, in the past tense; implemented by a public record that carries {@link
 * EventType}. Its components are its stored form: UUIDs and id records, enums, codes, numbers,
 * booleans, {@code LocalDate} and {@code Instant} only.
 */
@ConsumerType
public interface Event {

  /** The record it happened to. */
  Ref record();

  /** Version of that record afterwards; 1 for the first. */
  long version();

  /** The persons it speaks of; they are named in the entry by handle. */
  List<UUID> subjects();

  /** Two-digit code of the municipality it belongs to, or null for none. */
  default @Nullable String municipality() {
    return null;
  }

  /**
   * Code of what let the actor do it past his usual rights, at most 64 letters, for example {@code
   * BREAK_GLASS}; null for an act within them. In the entry it is the field <i>override</i>.
   */
  default @Nullable String override() {
    return null;
  }

  /** The other of the two persons an act needed, or null; the entry's <i>second actor</i>. */
  default @Nullable UUID second() {
    return null;
  }

  /**
   * Fields of its entry beyond the ones every entry has, number to value: numbers from 34 on, as
   * ENTRY-FORMAT-1 gives them. Like the entry they hold nothing that could name a person, and never
   * leave it.
   */
  default Map<Integer, byte[]> entryFields() {
    return Map.of();
  }

  /** Names of reactions without which it must not be recorded (503 naming the part). */
  default Set<String> requires() {
    return Set.of();
  }
}
