// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision, compiled from rows of the matrix: for each role, permission, purpose and field
 * group the relations and standings in which it is permitted, one bit each. What no row permits is
 * denied; a row that forbids wins. A field group is shown no further than {@link
 * FieldGroup#RECORD}. Immutable; deciding allocates nothing.
 */
public final class Rights {
  private static final FieldGroup[] GROUPS = FieldGroup.values();

  /** Role, permission, purpose; by the group's ordinal. */
  private final Map<String, Map<String, Map<String, long[]>>> masks;

  private Rights(Map<String, Map<String, Map<String, long[]>>> masks) {
    this.masks = masks;
  }

  private record Where(String role, String act, String object) {}

  /**
   * @param asked permissions of features; what a row says of others is not asked for
   * @param rows those that are valid
   * @param purposes that each role may declare; for another it may do nothing
   */
  static Rights of(
      Collection<Asked> asked, Collection<Policy> rows, Map<String, Set<String>> purposes) {
    Map<Where, List<Policy>> by =
        rows.stream()
            .collect(Collectors.groupingBy(row -> new Where(row.role(), row.act(), row.object())));
    var masks = new HashMap<String, Map<String, Map<String, long[]>>>();
    by.forEach(
        (where, said) ->
            asked.stream()
                .filter(it -> it.act().equals(where.act()) && it.object().equals(where.object()))
                .forEach(
                    it ->
                        masks
                            .computeIfAbsent(where.role(), role -> new HashMap<>())
                            .put(
                                it.code(),
                                byPurpose(said, purposes.getOrDefault(where.role(), Set.of())))));
    masks.replaceAll((role, permissions) -> Map.copyOf(permissions));
    return new Rights(Map.copyOf(masks));
  }

  private static Map<String, long[]> byPurpose(List<Policy> rows, Set<String> purposes) {
    var masks = new HashMap<String, long[]>();
    for (String purpose : purposes) {
      masks.put(purpose, masks(rows.stream().filter(row -> row.of(purpose)).toList()));
    }
    return Map.copyOf(masks);
  }

  private static long[] masks(List<Policy> rows) {
    var permitted = new long[GROUPS.length];
    var forbidden = new long[GROUPS.length];
    for (Policy row : rows) {
      long mask = mask(row);
      for (FieldGroup group : GROUPS) {
        if (row.groups().contains(group.name())) {
          (row.forbids() ? forbidden : permitted)[group.ordinal()] |= mask;
        }
      }
    }
    var masks = new long[GROUPS.length];
    long record = product(permitted[0] & ~forbidden[0]);
    for (int i = 0; i < masks.length; i++) {
      masks[i] = product(permitted[i] & ~forbidden[i] & record);
    }
    return masks;
  }

  private static long mask(Policy row) {
    long mask = 0;
    for (Relation relation : Relation.values()) {
      for (Standing standing : Standing.values()) {
        if (row.relations().contains(relation.name()) && row.states().contains(standing.name())) {
          mask |= relation.in(standing);
        }
      }
    }
    return mask;
  }

  /**
   * The mask when it is relations times standings, which a statement can say; nothing otherwise.
   */
  private static long product(long mask) {
    long full = 0;
    for (Relation relation : Relation.values()) {
      for (Standing standing : standings(mask)) {
        full |= relation.in(mask) ? relation.in(standing) : 0;
      }
    }
    return full == mask ? mask : 0;
  }

  /** The standings that occur in a mask. */
  static List<Standing> standings(long mask) {
    return Arrays.stream(Standing.values())
        .filter(
            standing ->
                Arrays.stream(Relation.values())
                    .anyMatch(relation -> (mask & relation.in(standing)) != 0))
        .toList();
  }

  /** Where a role may act under a permission and sees a field group: bits of {@link Relation}. */
  long mask(String role, String permission, String purpose, FieldGroup group) {
    var permissions = masks.get(role);
    if (permissions == null) {
      return 0;
    }
    var purposes = permissions.get(permission);
    if (purposes == null) {
      return 0;
    }
    var groups = purposes.get(purpose);
    return groups == null ? 0 : groups[group.ordinal()];
  }

  /** Whether a role has a permission on any record at all. */
  public boolean allows(String role, String permission, String purpose) {
    return mask(role, permission, purpose, FieldGroup.RECORD) != 0;
  }

  /**
   * The decision on one cell.
   *
   * @param relation of the actor to the record, a code of the matrix
   */
  public boolean permits(
      String role,
      String permission,
      String purpose,
      FieldGroup group,
      Relation relation,
      Standing standing) {
    return (mask(role, permission, purpose, group) & relation.in(standing)) != 0;
  }

  /** Whether a role has a permission for any purpose. */
  boolean allows(String role, String permission) {
    return masks.getOrDefault(role, Map.of()).getOrDefault(permission, Map.of()).values().stream()
        .anyMatch(groups -> groups[0] != 0);
  }
}
