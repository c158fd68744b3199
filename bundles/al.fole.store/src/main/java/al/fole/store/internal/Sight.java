// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a replica said of itself in the snapshot that was read.
 *
 * @param system identifier of its cluster; 0 when it is no standby (any more)
 * @param timeline of its last restart point: an older one than it follows, never a later one
 * @param oldest the lowest transaction number it did not know the end of. A standby does not list
 *     which of the later ones it knows: none of them counts as seen
 * @param newest an entry with the highest transaction number it has; null when it has none
 * @param micros its clock at the snapshot, microseconds since 1970
 * @param shift seconds by which business time is ahead
 * @param migrations how many have run
 * @param role under which it was read: another one would have other walls
 * @param begun this host's {@link System#nanoTime} before the snapshot
 */
record Sight(
    long system,
    int timeline,
    String oldest,
    @Nullable UUID newest,
    long micros,
    long shift,
    long migrations,
    String role,
    long begun) {

  /** The columns a standby adds to the context of a transaction, in this order. */
  static final String COLUMNS =
      """
      case when pg_is_in_recovery() then (select system_identifier from pg_control_system())
        else 0 end, (select timeline_id from pg_control_checkpoint()),
      pg_snapshot_xmin(pg_current_snapshot())::text,
      (select n.id from journal.entry n order by n.xid desc limit 1),
      (extract(epoch from now()) * 1000000)::int8, (select count(*) from store.migration),
      current_user""";
}
