// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The versions of each record: 1, 2, 3 …, each once. A record costs three longs, open-addressed and
 * at least two fifths full, so that millions fit into 512 MB.
 */
final class Versions {
  private static final int SLOT = 3;
  private static final int MOST_AHEAD = 100_000;

  /** Two longs for the handle and one for version, node and that the slot is taken. */
  private long[] slots = new long[SLOT * 1024];

  /** Versions past a missing one, with the index of their entry: there are few. */
  private final Map<Handle, TreeMap<Long, Long>> ahead = new HashMap<>();

  private final long salt = new SplittableRandom().nextLong() | 1;
  private final boolean fromTheStart;
  int records;

  private record Handle(long high, long low) {}

  /**
   * @param fromTheStart whether a record's first version here must be 1
   */
  Versions(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
  }

  void add(Entry entry) {
    if (entry.version == 0) {
      return;
    }
    long version = entry.version;
    var halves = entry.longs(Entry.RECORD, 0);
    var handle = new Handle(halves[0], halves[1]);
    int at = slot(handle);
    boolean first = slots[at + 2] == 0;
    long upTo = first && !fromTheStart ? Math.min(version - 1, 1L << 46) : slots[at + 2] >>> 17;
    boolean sameNode = !first && (slots[at + 2] >>> 1 & 0xffff) == entry.node;
    if (version == upTo + 1) {
      upTo = ahead.isEmpty() ? version : joined(handle, version);
    } else {
      boolean free = version > upTo && later(handle).put(version, entry.index) == null;
      entry.require(free, "version-twice", version);
      boolean near = !sameNode && ahead.size() <= MOST_AHEAD;
      Unsound.unless(near, entry.index, "version-skips", upTo, version);
    }
    slots[at] = handle.high();
    slots[at + 1] = handle.low();
    slots[at + 2] = upTo << 17 | (long) entry.node << 1 | 1;
    records += first ? 1 : 0;
    if (records * 5L * SLOT > slots.length * 4L) {
      grow();
    }
  }

  private TreeMap<Long, Long> later(Handle handle) {
    return ahead.computeIfAbsent(handle, h -> new TreeMap<>());
  }

  private long joined(Handle handle, long version) {
    long upTo = version;
    var later = later(handle);
    while (later.remove(upTo + 1) != null) {
      upTo++;
    }
    if (later.isEmpty()) {
      ahead.remove(handle);
    }
    return upTo;
  }

  /** Where the record is, or would be. */
  private int slot(Handle handle) {
    long hash = (handle.high() * salt ^ handle.low()) * salt;
    int at = (int) ((hash >>> 32) * (slots.length / SLOT) >>> 32) * SLOT;
    while (slots[at + 2] != 0 && (slots[at] != handle.high() || slots[at + 1] != handle.low())) {
      at = (at + SLOT) % slots.length;
    }
    return at;
  }

  private void grow() {
    var old = slots;
    slots = new long[2 * old.length];
    for (int i = 0; i < old.length; i += SLOT) {
      if (old[i + 2] != 0) {
        System.arraycopy(old, i, slots, slot(new Handle(old[i], old[i + 1])), SLOT);
      }
    }
  }

  /** After the last entry: the first one that stands past a version that never came. */
  void finish() {
    var firsts = ahead.values().stream().map(later -> later.firstEntry().getValue());
    long first = firsts.min(Long::compare).orElse(-1L);
    Unsound.unless(ahead.isEmpty(), first, "version-missing");
  }
}
