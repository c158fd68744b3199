// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The versions of each record: 1, 2, 3 …, each once. A record costs three longs in open-addressed
 * segments, so that ten million fit into 512 MB.
 */
final class Versions {
  private static final int SEGMENTS = 4096;
  private static final int SLOT = 3;
  private static final int MOST_AHEAD = 100_000;

  private final long[][] segments = new long[SEGMENTS][];
  private final int[] used = new int[SEGMENTS];

  /** Versions past a missing one, with the index of their entry: there are few. */
  private final Map<Handle, TreeMap<Long, Long>> ahead = new HashMap<>();

  private final long salt = new SplittableRandom().nextLong() | 1;
  private final boolean fromTheStart;
  long records;

  private record Handle(long high, long low) {}

  /**
   * @param fromTheStart whether a record's first version here must be 1
   */
  Versions(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new long[SLOT * (8 + i % 5)]; // they do not all grow at the same time
    }
  }

  void add(Entry entry) {
    long version = entry.version;
    var handle = new Handle(entry.recordHigh, entry.recordLow);
    int number = (int) (mixed(handle) >>> 52);
    int at = slot(segments[number], handle);
    boolean first = segments[number][at + 2] == 0;
    if (first && ++used[number] * 5L * SLOT > segments[number].length * 4L) {
      grow(number);
      at = slot(segments[number], handle);
    }
    var slots = segments[number];
    long upTo = first && !fromTheStart ? Math.min(version - 1, 1L << 46) : slots[at + 2] >>> 17;
    boolean sameNode = !first && (slots[at + 2] >>> 1 & 0xffff) == entry.node;
    slots[at] = handle.high();
    slots[at + 1] = handle.low();
    records += first ? 1 : 0;
    if (version == upTo + 1) {
      upTo = ahead.isEmpty() ? version : joined(handle, version);
    } else if (version <= upTo || later(handle).put(version, entry.index) != null) {
      throw new Unsound(entry.index, "version %d of its record is there twice", version);
    } else if (sameNode || ahead.size() > MOST_AHEAD) {
      throw new Unsound(
          entry.index, "follows version %d of its record with version %d", upTo, version);
    }
    slots[at + 2] = upTo << 17 | (long) entry.node << 1 | 1;
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

  private long mixed(Handle handle) {
    long hash = (handle.high() * salt ^ handle.low()) * salt;
    return hash ^ hash >>> 29;
  }

  /** Where the record is, or would be. */
  private int slot(long[] slots, Handle handle) {
    int places = slots.length / SLOT;
    int place = (int) ((mixed(handle) >>> 8 & 0xffffffffL) * places >>> 32);
    while (slots[SLOT * place + 2] != 0
        && (slots[SLOT * place] != handle.high() || slots[SLOT * place + 1] != handle.low())) {
      place = (place + 1) % places;
    }
    return SLOT * place;
  }

  private void grow(int number) {
    var old = segments[number];
    segments[number] = new long[SLOT * (old.length / SLOT * 3 / 2)];
    for (int i = 0; i < old.length; i += SLOT) {
      if (old[i + 2] != 0) {
        int at = slot(segments[number], new Handle(old[i], old[i + 1]));
        System.arraycopy(old, i, segments[number], at, SLOT);
      }
    }
  }

  /** After the last entry: the first one that stands past a version that never came. */
  void finish() {
    long first = Long.MAX_VALUE;
    for (var later : ahead.values()) {
      first = Math.min(first, later.firstEntry().getValue());
    }
    if (!ahead.isEmpty()) {
      throw new Unsound(first, "the version of its record before its own is missing");
    }
  }
}
