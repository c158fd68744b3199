// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Scope;
import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access matrix (nivelet e aksesit, VKM-2026 n.8/2) as it is valid on one business date.
 * Immutable; says nothing of accounts.
 */
record Matrix(
    Map<String, Role> roles, Map<String, Unit> units, Map<String, Map<String, Grant>> grants) {

  /** A role with its purposes, the usual one first. */
  record Role(
      String code, Reach reach, String sq, String en, String ground, List<Purpose> purposes) {}

  /** A permission of a role and the article that gives it. */
  record Grant(
      String role,
      String permission,
      String ground,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  static Matrix of(List<Role> roles, List<Unit> units, List<Grant> grants) {
    return new Matrix(
        roles.stream().collect(Collectors.toUnmodifiableMap(Role::code, Function.identity())),
        units.stream().collect(Collectors.toUnmodifiableMap(Unit::code, Function.identity())),
        grants.stream()
            .collect(
                Collectors.groupingBy(
                    Grant::role,
                    Collectors.toMap(Grant::permission, Function.identity(), (a, b) -> b))));
  }

  boolean grants(String role, String permission) {
    return grants.getOrDefault(role, Map.of()).containsKey(permission);
  }

  /** What a role may do, by code. */
  List<Grant> grantsOf(String role) {
    return grants.getOrDefault(role, Map.of()).values().stream()
        .sorted(Comparator.comparing(Grant::permission))
        .toList();
  }

  /** Codes of what a role may do, sorted. */
  List<String> permissions(String role) {
    return grantsOf(role).stream().map(Grant::permission).toList();
  }

  Optional<Role> role(String code) {
    return Optional.ofNullable(roles.get(code));
  }

  Optional<Unit> unit(String code) {
    return Optional.ofNullable(units.get(code));
  }

  /** Whether the role exists and can be held in the unit. */
  boolean fits(String role, String unit) {
    var held = roles.get(role);
    var place = units.get(unit);
    return held != null && place != null && held.reach().fits(place);
  }

  /** The first wall: what a role reaches from a unit; nothing when either is unknown. */
  Scope scope(String role, String unit) {
    var held = roles.get(role);
    var from = units.get(unit);
    if (held == null || from == null || !held.reach().fits(from)) {
      return new Scope(false, List.of());
    }
    var reach = held.reach();
    return new Scope(
        reach == Reach.NATIONAL,
        units.values().stream()
            .filter(other -> reach.covers(from, other))
            .map(Unit::code)
            .sorted()
            .toList());
  }
}
