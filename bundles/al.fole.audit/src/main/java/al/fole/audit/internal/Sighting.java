// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.audit.internal.Answer.Institution;
import al.fole.audit.internal.Answer.Said;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody saw or changed a file, or was refused it. Where a rule of release tells the kind of the
 * institution alone, all that is nullable is null: neither account nor entry is told.
 *
 * @param day in Tirana
 * @param institution who, as the rules tell it
 * @param purpose declared purpose
 * @param act what was done
 * @param told the rest, or null
 */
public record Sighting(
    LocalDate day, Institution institution, Said purpose, Said act, @Nullable Told told) {

  /**
   * What a rule of release may hold back.
   *
   * @param entry id of the journal's entry; its proof is asked for by it
   * @param at real time
   * @param account who did it
   * @param role in which role
   * @param unit for which unit
   * @param type for example {@code persons.read}
   * @param kind of the record; null for a list
   * @param record its id; null for a list
   * @param ground article of law it rests on
   * @param emergency whether somebody broke the glass for it
   */
  public record Told(
      UUID entry,
      Instant at,
      UUID account,
      String role,
      String unit,
      String type,
      @Nullable String kind,
      @Nullable UUID record,
      String ground,
      boolean emergency) {}
}
