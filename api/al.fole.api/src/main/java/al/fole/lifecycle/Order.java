// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done.
 *
 * @param kind of operation
 * @param plan for {@link Operation.Kind#APPLY}: what was planned
 * @param target for a roll-back the activation number or release id, or empty for the activation
 *     before; for a contraction the id of the release in force, said again; otherwise the part
 * @param pause for a roll-back: whether the module may pause when the platform goes back too; what
 *     an apply may is said by its plan
 */
public record Order(Operation.Kind kind, @Nullable Plan plan, String target, boolean pause) {

  /** Refuses a plan for anything else, and an apply without. */
  public Order {
    if ((kind == Operation.Kind.APPLY) != (plan != null)) {
      throw new IllegalArgumentException("an apply has a plan, and nothing else has");
    }
  }

  /** Without permission to pause. */
  public Order(Operation.Kind kind, @Nullable Plan plan, String target) {
    this(kind, plan, target, false);
  }

  /** Go back, even when the module must pause for it. */
  public static Order rollBack(String target, boolean pause) {
    return new Order(Operation.Kind.ROLLBACK, null, target, pause);
  }

  /** Carry out a plan. */
  public static Order apply(Plan plan) {
    return new Order(Operation.Kind.APPLY, plan, plan.id());
  }

  /** Anything but an apply. */
  public static Order of(Operation.Kind kind, String target) {
    return new Order(kind, null, target);
  }
}
