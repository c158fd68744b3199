// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.lifecycle.Operation.Kind;
import al.fole.spi.Ref;
import java.util.List;
import java.util.UUID;

/** What the journal keeps of a change of what is installed. */
sealed interface ReleaseEvent extends Event {

  /** The change. */
  UUID change();

  @Override
  default Ref record() {
    return new Ref("release-change", change());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** Somebody wants it; what comes of it is the next entry of the same record. */
  @EventType(name = "lifecycle.change-begun", ground = "VKM-2026 n.2/4")
  record ChangeBegun(UUID change, long version, Kind kind, String target, String digestBefore)
      implements ReleaseEvent {}

  /** It is done, or everything is as before: the outcome is {@code OK} or the rule of a refusal. */
  @EventType(name = "lifecycle.change-ended", ground = "VKM-2026 n.2/4")
  record ChangeEnded(
      UUID change,
      long version,
      Kind kind,
      String outcome,
      String release,
      long activation,
      String digestBefore,
      String digestAfter,
      boolean recovered)
      implements ReleaseEvent {}
}
