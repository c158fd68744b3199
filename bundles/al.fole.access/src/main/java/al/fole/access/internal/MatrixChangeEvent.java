// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a change of the matrix; codes and ids, why is a detail. */
sealed interface MatrixChangeEvent extends Event {

  /** The change. */
  UUID change();

  @Override
  default Ref record() {
    return new Ref("matrix-change", change());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** Somebody proposed a row, or the end of one; lists are codes parted by commas. */
  @EventType(name = "access.matrix-change-proposed", ground = "VKM-2026 n.9/3")
  record Proposed(
      UUID change,
      long version,
      String kind,
      UUID policy,
      String manual,
      String role,
      String act,
      String object,
      String effect,
      String relations,
      String states,
      String groups,
      String purposes,
      LocalDate validFrom,
      @Nullable LocalDate validTo)
      implements MatrixChangeEvent {}

  /** Another approved it: it holds for the next request. */
  @EventType(name = "access.matrix-changed", ground = "VKM-2026 n.9/3")
  record Approved(UUID change, long version, String kind, UUID policy)
      implements MatrixChangeEvent {}

  /** It was rejected, or withdrawn by whoever proposed it. */
  @EventType(name = "access.matrix-change-rejected", ground = "VKM-2026 n.9/3")
  record Rejected(UUID change, long version, String kind, UUID policy)
      implements MatrixChangeEvent {}
}
