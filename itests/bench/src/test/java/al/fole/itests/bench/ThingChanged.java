// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** A thing was changed. */
@EventType(name = "benchmark.changed", ground = "none")
public record ThingChanged(UUID thing, long version) implements Event {
  @Override
  public Ref record() {
    return new Ref("thing", thing);
  }

  @Override
  public List<UUID> subjects() {
    return List.of();
  }
}
