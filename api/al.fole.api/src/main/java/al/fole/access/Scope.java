// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an actor's statements may touch under one permission. A mapper method on a protected table
 * takes it as {@code @Param("scope")}, and its SQL says {@code {scope t.id}} where the predicate
 * belongs and {@code {field HEALTH t.id}} where a column of that field group is shown, sought,
 * sorted by or counted; the store expands both and refuses a mapper that forgets.
 *
 * @param national every subject, whoever has it
 * @param units codes of the units within reach
 * @param holders accounts and mandates within reach: the actor himself, workers he monitors,
 *     mandates he has open
 * @param self the actor, where what was opened to him is within reach: an unsealing counts for the
 *     one it names and for nobody who answers for him
 * @param states standings a subject may have; empty reaches nothing
 * @param former units whose closed rows open the past state of a subject, and nothing later
 * @param fields for each field group the part of this scope in which it is shown
 */
public record Scope(
    boolean national,
    List<String> units,
    List<UUID> holders,
    List<UUID> self,
    List<String> states,
    List<String> former,
    Map<String, Scope> fields) {

  /** Reaches nothing. */
  public static final Scope NOTHING =
      new Scope(false, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  private static final List<String> UNSEALED =
      List.of(Standing.OPEN.name(), Standing.CLOSED.name());

  /** Copies what it is given. */
  public Scope {
    units = List.copyOf(units);
    holders = List.copyOf(holders);
    self = List.copyOf(self);
    states = List.copyOf(states);
    former = List.copyOf(former);
    fields = Map.copyOf(fields);
  }

  /** Without what an unsealing opens. */
  public Scope(
      boolean national,
      List<String> units,
      List<UUID> holders,
      List<String> states,
      List<String> former,
      Map<String, Scope> fields) {
    this(national, units, holders, List.of(), states, former, fields);
  }

  /** Everything that is not sealed, with all its field groups, in units or nationally. */
  public Scope(boolean national, List<String> units) {
    this(
        national,
        units,
        List.of(),
        List.of(),
        UNSEALED,
        List.of(),
        Arrays.stream(FieldGroup.values())
            .collect(
                toUnmodifiableMap(
                    FieldGroup::name,
                    group ->
                        new Scope(
                            national, units, List.of(), List.of(), UNSEALED, List.of(),
                            Map.of()))));
  }

  /** Where a field group is shown. */
  public Scope field(FieldGroup group) {
    return fields.getOrDefault(group.name(), NOTHING);
  }
}
