// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** The list of organisation units took over the parent's changes. */
@EventType(name = "access.units-synced", ground = "VKM-136 p.5")
public record UnitsSynced(UUID list, long version, int changed) implements Event {

  @Override
  public Ref record() {
    return new Ref("unit-list", list);
  }

  @Override
  public List<UUID> subjects() {
    return List.of();
  }
}
