// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The transaction numbers of each node and epoch: every one from 1 on committed, void, or
 * unresolved by a crash that a later epoch names. Kept as runs without holes, so that a number may
 * be as large as it likes.
 */
final class Numbers {
  private static final long PENDING_MICROS = 60_000_000;
  private static final int MOST_RUNS = 100_000;
  private static final String MISSING = "node %d epoch %d: transaction %d is missing";

  private final TreeMap<Integer, TreeMap<Long, Epoch>> nodes = new TreeMap<>();
  private final boolean fromTheStart;
  private @Nullable Unsound first;
  long voided;
  long pending;
  long unresolved;

  /** Numbers without a hole; index and time are of the entry that accounts for the first. */
  private static final class Run {
    long to;
    final long index;
    final long recorded;

    Run(long to, long index, long recorded) {
      this.to = to;
      this.index = index;
      this.recorded = recorded;
    }
  }

  /** One epoch of one node. */
  static final class Epoch {
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final long first;
    private long newest = Long.MIN_VALUE;
    private long highest;
    private long highestAt;
    private long lastSeen;
    private long endedAt = -1;
    private long[] lost = {};
    private long voided;
    private long pending;

    Epoch(long first) {
      this.first = first;
    }

    private void account(long number, long index, long recorded) {
      var before = runs.floorEntry(number);
      if (before != null && before.getValue().to >= number) {
        throw new Unsound(index, "transaction number %d is accounted for twice", number);
      }
      var after = number == Long.MAX_VALUE ? null : runs.remove(number + 1);
      if (before != null && before.getValue().to == number - 1) {
        before.getValue().to = after == null ? number : after.to;
      } else {
        runs.put(number, new Run(after == null ? number : after.to, index, recorded));
      }
    }
  }

  /**
   * @param fromTheStart whether a node's first epoch here must begin with number 1
   */
  Numbers(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
  }

  /**
   * @param transaction whether the entry is the first seen of its transaction
   */
  void add(Entry entry, boolean transaction) {
    var epochs = nodes.computeIfAbsent(entry.node, n -> new TreeMap<>());
    long index = entry.index;
    var epoch = epochs.computeIfAbsent(entry.epoch, e -> new Epoch(index));
    epoch.newest = Math.max(epoch.newest, entry.recorded);
    if (transaction) {
      epoch.account(entry.sequence, index, entry.recorded);
      epoch.highestAt = entry.sequence > epoch.highest ? index : epoch.highestAt;
      epoch.highest = Math.max(epoch.highest, entry.sequence);
    }
    for (long number : entry.voids()) {
      epoch.account(number, index, entry.recorded);
      epoch.voided++;
      voided++;
    }
    if (entry.startsEpoch()) {
      end(epochs.computeIfAbsent(entry.earlierEpoch(), e -> new Epoch(index)), entry);
    }
    if (epoch.runs.size() > MOST_RUNS) {
      finish();
    }
  }

  private void end(Epoch earlier, Entry entry) {
    if (earlier.endedAt >= 0) {
      throw new Unsound(entry.index, "the epoch before it was ended twice");
    }
    earlier.endedAt = entry.index;
    earlier.lastSeen = entry.lastSeen();
    earlier.lost = entry.unresolved();
    for (long number : earlier.lost) {
      earlier.account(number, entry.index, entry.recorded);
      unresolved++;
    }
  }

  /** After the last entry: the hole with the lowest index is named. */
  void finish() {
    first = null;
    nodes.forEach((node, epochs) -> epochs.forEach((n, epoch) -> check(node, epochs, n, epoch)));
    if (first != null) {
      throw first;
    }
  }

  private void check(int node, TreeMap<Long, Epoch> epochs, long number, Epoch epoch) {
    var next = epochs.higherEntry(number);
    boolean ended = epoch.endedAt >= 0;
    boolean begun = !fromTheStart && epochs.firstKey() == number && !epoch.runs.isEmpty();
    if (next != null && !ended) {
      blame(
          next.getValue().first,
          "node %d epoch %d: no later epoch says how it ended",
          node,
          number);
    }
    if (ended && epoch.highest > epoch.lastSeen) {
      blame(
          epoch.highestAt,
          "node %d epoch %d: has entries past the last number seen at its end",
          node,
          number);
    }
    long upTo = begun ? epoch.runs.firstKey() - 1 : 0;
    for (var run : epoch.runs.entrySet()) {
      long missing = run.getKey() - upTo - 1;
      boolean fresh = epoch.newest - run.getValue().recorded <= PENDING_MICROS;
      if (missing > 0 && next == null && !ended && fresh) {
        epoch.pending += missing;
        pending += missing;
      } else if (missing > 0) {
        blame(run.getValue().index, MISSING, node, number, upTo + 1);
      }
      upTo = run.getValue().to;
    }
    if (ended && epoch.lastSeen > upTo && (fromTheStart || begun)) {
      blame(epoch.endedAt, MISSING, node, number, upTo + 1);
    }
  }

  private void blame(long index, String pattern, Object... values) {
    if (first == null || index < first.index) {
      first = new Unsound(index, pattern, values);
    }
  }

  /** A line for each epoch, after {@link #finish}. */
  List<String> lines(Language language) {
    var lines = new ArrayList<String>();
    nodes.forEach(
        (node, epochs) ->
            epochs.forEach(
                (number, epoch) -> {
                  long upTo = epoch.runs.isEmpty() ? 0 : epoch.runs.lastEntry().getValue().to;
                  var line =
                      language.say(
                          "node %d epoch %d: numbers up to %d, %d void, %d pending, %d unresolved",
                          node, number, upTo, epoch.voided, epoch.pending, epoch.lost.length);
                  for (int i = 0; i < epoch.lost.length; i++) {
                    line += i == 0 ? language.say(" (entry %d says so): ", epoch.endedAt) : ", ";
                    line += epoch.lost[i];
                  }
                  lines.add(line);
                }));
    return lines;
  }
}
