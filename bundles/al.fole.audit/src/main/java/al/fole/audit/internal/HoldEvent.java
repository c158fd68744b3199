// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a hold. It names no subject: in the person's own answer it would tell what it is
 * there to hold back.
 */
sealed interface HoldEvent extends Event {

  /** The hold. */
  UUID hold();

  @Override
  default Ref record() {
    return new Ref("hold", hold());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** It holds from now on. */
  @EventType(name = "audit.hold-opened", ground = "VKM-2026 n.9/5")
  record Opened(
      UUID hold,
      long version,
      String matter,
      @Nullable UUID person,
      @Nullable String unit,
      LocalDate until)
      implements HoldEvent {}

  /** It holds no longer. */
  @EventType(name = "audit.hold-closed", ground = "VKM-2026 n.9/5")
  record Closed(UUID hold, long version, String matter) implements HoldEvent {}
}
