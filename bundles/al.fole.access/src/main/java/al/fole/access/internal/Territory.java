// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The units and what lies where. A unit of a kind that is not territorial, or that is not known,
 * belongs to no municipality's and no county's scope.
 */
final class Territory {
  private final Map<String, Unit> units;
  private final Map<String, List<String>> byMunicipality;
  private final Map<String, List<String>> byQark;

  /**
   * @param territorial kinds of unit that belong to the municipality and county they lie in
   */
  Territory(Collection<Unit> units, Set<String> territorial) {
    this.units =
        units.stream().collect(Collectors.toUnmodifiableMap(Unit::code, Function.identity()));
    var lying = units.stream().filter(unit -> territorial.contains(unit.kind())).toList();
    byMunicipality = codes(lying, Unit::municipality);
    byQark = codes(lying, Unit::qark);
  }

  private static Map<String, List<String>> codes(
      List<Unit> units, Function<Unit, @org.jspecify.annotations.Nullable String> place) {
    return units.stream()
        .filter(unit -> place.apply(unit) != null)
        .collect(
            Collectors.groupingBy(
                unit -> String.valueOf(place.apply(unit)),
                Collectors.collectingAndThen(
                    Collectors.mapping(Unit::code, Collectors.toList()),
                    codes -> codes.stream().sorted().toList())));
  }

  Map<String, Unit> units() {
    return units;
  }

  Optional<Unit> unit(String code) {
    return Optional.ofNullable(units.get(code));
  }

  /** Codes of all units of the municipality the unit lies in. */
  List<String> municipality(Unit of) {
    return byMunicipality.getOrDefault(String.valueOf(of.municipality()), List.of());
  }

  /** Codes of all units of the county, for a unit of the county itself. */
  List<String> qark(Unit of) {
    return of.municipality() == null
        ? byQark.getOrDefault(String.valueOf(of.qark()), List.of())
        : List.of();
  }
}
