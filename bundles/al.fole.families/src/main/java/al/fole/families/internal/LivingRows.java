// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Access;
import al.fole.store.Tx;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The worker of a child reaches the family the child lives with, and its adults, for as long as the
 * placement lasts: he visits them there (I-15).
 */
final class LivingRows {
  private LivingRows() {}

  /** The worker goes there. */
  static void open(Tx tx, Access access, UUID placement, UUID family, UUID worker) {
    subjects(tx, family).forEach(it -> access.entrust(tx, it, placement, worker, "ASSIGNED"));
  }

  /** Nobody goes there for the sake of this placement any more. */
  static void close(Tx tx, Access access, UUID placement, UUID family) {
    subjects(tx, family).forEach(it -> access.close(tx, it, placement));
  }

  private static List<UUID> subjects(Tx tx, UUID family) {
    return Stream.concat(
            Stream.of(family), tx.mapper(PlacementMapper.class).adults(family).stream())
        .toList();
  }
}
