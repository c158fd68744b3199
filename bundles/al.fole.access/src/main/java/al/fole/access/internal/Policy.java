// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the access matrix (një rresht i niveleve të aksesit): a sentence of the approved
 * manual. Each element of the product of its lists is a cell.
 *
 * @param purposes codes, or {@value #ANY}: whatever the role may declare
 * @param effect PERMIT, or {@value #FORBID}, which wins
 * @param ground article it rests on
 * @param manual version of the approved manual
 */
record Policy(
    UUID id,
    String role,
    String act,
    String object,
    List<String> relations,
    List<String> states,
    List<String> groups,
    List<String> purposes,
    String effect,
    String ground,
    String manual,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {

  static final String ANY = "ANY";
  static final String FORBID = "FORBID";

  Policy {
    relations = List.copyOf(relations);
    states = List.copyOf(states);
    groups = List.copyOf(groups);
    purposes = List.copyOf(purposes);
  }

  boolean forbids() {
    return effect.equals(FORBID);
  }

  /** Whether the row speaks of a purpose. */
  boolean of(String purpose) {
    return purposes.contains(ANY) || purposes.contains(purpose);
  }
}
