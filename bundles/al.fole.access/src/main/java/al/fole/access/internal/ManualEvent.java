// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What happens to a version of the manual. */
sealed interface ManualEvent extends Event {

  /** The manual. */
  UUID manual();

  @Override
  default Ref record() {
    return new Ref("manual", manual());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** There is another version. */
  @EventType(name = "access.manual-recorded", ground = "VKM-136 p.11")
  record Recorded(UUID manual, long version, String number, LocalDate validFrom)
      implements ManualEvent {}

  /** One side approved it. */
  @EventType(name = "access.manual-approved", ground = "VKM-2026 n.12/2")
  record Approved(UUID manual, long version, String number, Manual.Side side)
      implements ManualEvent {}
}
