// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The transaction numbers of each node and epoch: every one from 1 on committed, void, or
 * unresolved by a crash that a later epoch names. Kept as runs without holes, so that a number may
 * be as large as it likes.
 */
final class Numbers {
  private static final long PENDING_MICROS = 60_000_000;
  private static final int MOST_RUNS = 100_000;

  /** By node and, in the lower half, number of the epoch. */
  private final TreeMap<Long, Epoch> epochs = new TreeMap<>();

  private final boolean fromTheStart;
  private @Nullable Unsound first;

  /**
   * Numbers without a hole up to one, the index of the entry that has the first, and the earliest
   * time at which one of them was known: those before it had been taken by then.
   */
  private record Run(long to, long index, long recorded) {}

  /** One epoch of one node. */
  static final class Epoch {
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;
    private long highest;
    private long highestAt;
    private long lastSeen;
    private long endedAt = -1;
    long[] lost = {};
    long voided;
    long pending;

    private void account(long number, Entry entry) {
      var before = runs.floorEntry(number);
      boolean free = before == null || before.getValue().to() < number;
      entry.require(free, "number-twice", number);
      var after = runs.remove(number + 1);
      boolean joins = before != null && before.getValue().to() == number - 1;
      var run = joins ? before.getValue() : new Run(number, entry.index, entry.recorded);
      var past = after == null ? new Run(number, 0, entry.recorded) : after;
      long since = Math.min(entry.recorded, Math.min(run.recorded(), past.recorded()));
      runs.put(joins ? before.getKey() : number, new Run(past.to(), run.index(), since));
    }
  }

  /**
   * @param fromTheStart whether a node's first epoch here must begin with number 1
   */
  Numbers(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
  }

  private Epoch epoch(Entry entry, long number) {
    long key = (long) entry.node << 32 | number;
    var epoch = epochs.computeIfAbsent(key, k -> new Epoch());
    epoch.first = Math.min(epoch.first, entry.index);
    return epoch;
  }

  /**
   * @param transaction whether the entry is the first seen of its transaction
   */
  void add(Entry entry, boolean transaction) {
    var epoch = epoch(entry, entry.epoch);
    epoch.newest = Math.max(epoch.newest, entry.recorded);
    if (transaction) {
      epoch.account(entry.sequence, entry);
      epoch.highestAt = entry.sequence > epoch.highest ? entry.index : epoch.highestAt;
      epoch.highest = Math.max(epoch.highest, entry.sequence);
    }
    for (long number : entry.voids) {
      epoch.account(number, entry);
      epoch.voided++;
    }
    if (entry.earlierEpoch >= 0) {
      var earlier = epoch(entry, entry.earlierEpoch);
      entry.require(earlier.endedAt < 0, "ended-twice", 0);
      earlier.endedAt = entry.index;
      earlier.lastSeen = entry.lastSeen;
      earlier.lost = entry.unresolved;
      for (long number : earlier.lost) {
        earlier.account(number, entry);
      }
    }
    if (epoch.runs.size() > MOST_RUNS) {
      finish();
    }
  }

  /** After the last entry: the hole with the lowest index is named. */
  void finish() {
    epochs.forEach(this::check);
    if (first != null) {
      throw first;
    }
  }

  private void check(long key, Epoch epoch) {
    var next = epochs.higherEntry(key);
    boolean followed = next != null && next.getKey() >> 32 == key >> 32;
    boolean oldest = epochs.ceilingKey(key >> 32 << 32) == key;
    boolean begun = !fromTheStart && oldest && !epoch.runs.isEmpty();
    boolean ended = epoch.endedAt >= 0;
    if (followed && !ended) {
      blame(next.getValue().first, "not-ended", key, 0);
    }
    if (ended && epoch.highest > epoch.lastSeen) {
      blame(epoch.highestAt, "past-the-end", key, 0);
    }
    epoch.pending = 0;
    long upTo = begun ? epoch.runs.firstKey() - 1 : 0;
    for (var run : epoch.runs.entrySet()) {
      long missing = run.getKey() - upTo - 1;
      boolean fresh = epoch.newest - run.getValue().recorded() <= PENDING_MICROS;
      if (missing > 0 && !followed && fresh) {
        epoch.pending += missing;
      } else if (missing > 0) {
        blame(run.getValue().index(), "number-missing", key, upTo + 1);
      }
      upTo = run.getValue().to();
    }
    if (epoch.lastSeen > upTo && (fromTheStart || begun)) {
      blame(epoch.endedAt, "number-missing", key, upTo + 1);
    }
  }

  private void blame(long index, String fault, long key, long number) {
    if (first == null || index < first.index) {
      first = new Unsound(index, index, fault, key >> 32, key & 0xffffffffL, number);
    }
  }

  long sum(ToLongFunction<Epoch> of) {
    return epochs.values().stream().mapToLong(of).sum();
  }

  /** A line for each epoch, after {@link #finish}. */
  String lines(Words words) {
    var lines = new StringBuilder();
    for (var entry : epochs.entrySet()) {
      var e = entry.getValue();
      long node = entry.getKey() >> 32;
      long number = entry.getKey() & 0xffffffffL;
      long upTo = e.runs.isEmpty() ? 0 : e.runs.lastEntry().getValue().to();
      lines.append(words.say("epoch", node, number, upTo, e.voided, e.pending, e.lost.length));
      for (int i = 0; i < e.lost.length; i++) {
        lines.append(i == 0 ? words.say("epoch-lost", e.endedAt) : ", ").append(e.lost[i]);
      }
      lines.append(System.lineSeparator());
    }
    return lines.toString();
  }
}
