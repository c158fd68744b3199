// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.toUnmodifiableMap;

import al.fole.access.FieldGroup;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.access.internal.ScopeMapper.ChargeRow;
import al.fole.spi.Actor;
import al.fole.spi.Unit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the matrix permits one actor, said as statements need it: the first wall. Nothing when his
 * role is not one that is held in his unit.
 */
final class Reaching {
  private final Matrix matrix;
  private final Actor actor;
  private final Supplier<List<ChargeRow>> charges;

  /**
   * @param charges what the account is in charge of; asked for only when a row of the matrix needs
   *     it
   */
  Reaching(Matrix matrix, Actor actor, Supplier<List<ChargeRow>> charges) {
    this.matrix = matrix;
    this.actor = actor;
    this.charges = charges;
  }

  Scope scope(String permission) {
    var unit = matrix.unit(actor.unit()).orElse(null);
    if (unit == null || !matrix.allows(actor, permission)) {
      return Scope.NOTHING;
    }
    var masks = new long[FieldGroup.values().length];
    for (FieldGroup group : FieldGroup.values()) {
      masks[group.ordinal()] =
          matrix.rights().mask(actor.role(), permission, actor.purpose(), group);
    }
    long record = masks[FieldGroup.RECORD.ordinal()];
    var made = new HashMap<Long, Scope>();
    for (long mask : masks) {
      made.computeIfAbsent(mask, m -> scope(m, unit, Map.of()));
    }
    Map<String, Scope> fields =
        Arrays.stream(FieldGroup.values())
            .collect(
                toUnmodifiableMap(
                    FieldGroup::name,
                    group -> made.getOrDefault(masks[group.ordinal()], Scope.NOTHING)));
    return scope(record, unit, fields);
  }

  private Scope scope(long mask, Unit from, Map<String, Scope> fields) {
    return new Scope(
        Relation.NATIONAL.in(mask),
        units(mask, from),
        holders(mask),
        Relation.OWN_CASE.in(mask) ? List.of(actor.who()) : List.of(),
        Rights.standings(mask).stream().map(Standing::name).toList(),
        Relation.FORMER_UNIT.in(mask) ? List.of(from.code()) : List.of(),
        fields);
  }

  private List<String> units(long mask, Unit from) {
    var units = new TreeSet<String>();
    if (Relation.OWN_UNIT.in(mask) || Relation.INSTITUTION.in(mask)) {
      units.add(from.code());
    }
    if (Relation.MUNICIPALITY.in(mask)) {
      units.addAll(matrix.territory().municipality(from));
    }
    if (Relation.QARK.in(mask)) {
      units.addAll(matrix.territory().qark(from));
    }
    return List.copyOf(units);
  }

  private List<UUID> holders(long mask) {
    var own = Relation.OWN_CASE.in(mask) ? Stream.of(actor.who()) : Stream.<UUID>empty();
    if (!Relation.MONITORED.in(mask) && !Relation.MANDATE.in(mask)) {
      return own.toList();
    }
    var charged =
        charges.get().stream()
            .filter(row -> Relation.valueOf(row.charge()).in(mask))
            .map(ChargeRow::holder);
    return Stream.concat(own, charged).distinct().toList();
  }
}
