// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** What can happen to a role of an account. */
sealed interface RoleEvent extends Event {

  /** The role's grant. */
  UUID grant();

  @Override
  default Ref record() {
    return new Ref("grant", grant());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** An administrator proposed it; it gives nothing yet. */
  @EventType(name = "access.role-proposed", ground = "VKM-2026 n.9/3")
  record RoleProposed(UUID grant, UUID account, String role, String unit) implements RoleEvent {
    @Override
    public long version() {
      return 1;
    }
  }

  /** The account has it: granted by one administrator, or approved by a second. */
  @EventType(name = "access.role-granted", ground = "VKM-2026 n.9/3")
  record RoleGranted(
      UUID grant, UUID account, String role, String unit, UUID proposedBy, boolean twoPersons)
      implements RoleEvent {
    @Override
    public long version() {
      return 2;
    }
  }

  /** It was taken away, or the proposal was. */
  @EventType(name = "access.role-ended", ground = "VKM-2026 n.9/3")
  record RoleEnded(UUID grant, UUID account, String role, String unit) implements RoleEvent {
    @Override
    public long version() {
      return 3;
    }
  }
}
