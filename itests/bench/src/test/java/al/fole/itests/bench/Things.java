// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.util.UUID;

/** Rows of the benchmark, in the one or the other pair of tables. */
interface Things {
  int insert(UUID id, String label);

  int part(UUID id, UUID thing, String label);

  /** Locks the row. */
  long version(UUID id);

  int change(UUID id, long version, String label);

  int touch(UUID id);
}
