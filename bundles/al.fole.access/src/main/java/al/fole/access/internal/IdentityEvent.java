// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** What can happen to the link between an account and an identity elsewhere. */
sealed interface IdentityEvent extends Event {

  /** The link. */
  UUID identity();

  @Override
  default Ref record() {
    return new Ref("identity", identity());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** The account can be signed on to through the gate. */
  @EventType(name = "access.identity-linked", ground = "VKM-2026 n.9/3")
  record IdentityLinked(UUID identity, UUID account, String gate) implements IdentityEvent {
    @Override
    public long version() {
      return 1;
    }
  }

  /** It cannot any more. */
  @EventType(name = "access.identity-unlinked", ground = "VKM-2026 n.9/3")
  record IdentityUnlinked(UUID identity, UUID account) implements IdentityEvent {
    @Override
    public long version() {
      return 2;
    }
  }
}
