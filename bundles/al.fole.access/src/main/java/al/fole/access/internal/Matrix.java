// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import java.time.LocalDate;
import java.util.Collection;
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
 *
 * @param permissions by code, what features ask for
 * @param policies every valid row, also for objects not built yet
 */
record Matrix(
    Map<String, Role> roles,
    Territory territory,
    Map<String, Asked> permissions,
    List<Policy> policies,
    Rights rights) {

  /**
   * A role with its purposes, the usual one first.
   *
   * @param kinds of unit it can be held in
   * @param login whether anybody signs in with it
   */
  record Role(
      String code,
      Reach reach,
      List<String> kinds,
      boolean login,
      String sq,
      String en,
      String ground,
      List<Purpose> purposes) {}

  /** A permission of a role and the article that gives it. */
  record Grant(
      String role,
      String permission,
      String ground,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  static Matrix of(
      List<Role> roles, Territory territory, Collection<Asked> asked, List<Policy> policies) {
    return new Matrix(
        roles.stream().collect(Collectors.toUnmodifiableMap(Role::code, Function.identity())),
        territory,
        asked.stream().collect(Collectors.toUnmodifiableMap(Asked::code, Function.identity())),
        List.copyOf(policies),
        Rights.of(
            asked,
            policies,
            roles.stream()
                .collect(
                    Collectors.toMap(
                        Role::code,
                        role ->
                            role.purposes().stream()
                                .map(Purpose::code)
                                .collect(Collectors.toSet())))));
  }

  Map<String, Unit> units() {
    return territory.units();
  }

  /** What a role may do for one purpose or another, by code. */
  List<Grant> grantsOf(String role) {
    return permissions.values().stream()
        .filter(asked -> rights.allows(role, asked.code()))
        .sorted(Comparator.comparing(Asked::code))
        .flatMap(asked -> grant(role, asked).stream())
        .toList();
  }

  private Optional<Grant> grant(String role, Asked asked) {
    return policies.stream()
        .filter(row -> row.role().equals(role) && !row.forbids())
        .filter(row -> row.act().equals(asked.act()) && row.object().equals(asked.object()))
        .min(Comparator.comparing(Policy::validFrom).thenComparing(Policy::ground))
        .map(row -> new Grant(role, asked.code(), row.ground(), row.validFrom(), row.validTo()));
  }

  /** Codes of what a role may do for a purpose, sorted. */
  List<String> permissions(String role, String purpose, boolean limited) {
    return permissions.values().stream()
        .filter(asked -> !(limited && asked.writes()))
        .map(Asked::code)
        .filter(code -> rights.allows(role, code, purpose))
        .sorted()
        .toList();
  }

  /** Whether the act behind a permission changes anything; one nobody declared might. */
  boolean writes(String permission) {
    var asked = permissions.get(permission);
    return asked == null || asked.writes();
  }

  /** Whether an actor has a permission on any record at all, in a unit where his role is held. */
  boolean allows(Actor actor, String permission) {
    return fits(actor.role(), actor.unit())
        && rights.allows(actor.role(), permission, actor.purpose());
  }

  Optional<Role> role(String code) {
    return Optional.ofNullable(roles.get(code));
  }

  Optional<Unit> unit(String code) {
    return territory.unit(code);
  }

  /** Whether the role exists and can be held in the unit. */
  boolean fits(String role, String unit) {
    var held = roles.get(role);
    return held != null
        && territory
            .unit(unit)
            .filter(place -> held.kinds().contains(place.kind()) && held.reach().fits(place))
            .isPresent();
  }
}
