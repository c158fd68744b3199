// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

import java.util.List;

/**
 * What an actor's statements may touch. A mapper method on a protected table takes it as
 * {@code @Param("scope")}, and its SQL says {@code {scope t.id}} where the predicate belongs; the
 * store expands it and refuses a mapper that forgets.
 *
 * @param national every unit
 * @param units codes of the units within reach; empty reaches nothing
 */
public record Scope(boolean national, List<String> units) {

  /** Copies the units. */
  public Scope {
    units = List.copyOf(units);
  }
}
