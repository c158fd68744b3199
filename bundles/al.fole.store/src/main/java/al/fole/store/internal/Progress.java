// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.Collections;
import java.util.Set;

/**
 * How far one name has come, in memory and in the table of cursors. The cursor may stay behind what
 * was seen while nothing in it was for this name: a write for each of the others' entries would
 * cost more than the entries. Whoever goes on from the cursor reads them once more and finds
 * nothing in them.
 */
final class Progress {
  private static final long BEHIND_NANOS = 5_000_000_000L;

  private Set<String> types = Set.of();
  private long seen = LogCursor.NOWHERE;
  private long written = LogCursor.NOWHERE;
  private long writtenAt;

  /**
   * @param now of {@link System#nanoTime}
   */
  Progress(long now) {
    this.writtenAt = now;
  }

  /** Whether there is nothing to do: all is seen, or what came is for others. */
  boolean passes(LogCursor.Look look, Set<String> wanted, long now) {
    if (!wanted.equals(types)) {
      types = wanted;
      seen = LogCursor.NOWHERE; // what was passed over may be for it now
    }
    if (seen >= look.from() && Collections.disjoint(look.types(), types)) {
      seen = Math.max(seen, look.end());
    }
    return seen >= look.end() && (seen <= written || now - writtenAt < BEHIND_NANOS);
  }

  /** How far a cursor that stands there may be moved at once: nothing up to there is for it. */
  long ahead(long position) {
    return position >= written ? Math.max(position, seen) : position;
  }

  /** The cursor stands there. */
  void reached(long position, long now) {
    seen = position;
    written = position;
    writtenAt = now;
  }

  /** Another host moves the cursor. */
  void elsewhere(long now) {
    writtenAt = now;
  }
}
