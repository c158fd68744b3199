// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Completeness: no transaction of a node and no version of a record is missing or twice. */
final class Contiguity {
  private static final long PENDING_MICROS = 60_000_000;

  /** What is known of one epoch of one node. */
  private static final class Epoch {
    final BitSet accounted = new BitSet();
    final Map<Long, BitSet> unfinished = new HashMap<>();
    final Map<Long, Long> recorded = new HashMap<>();
    long highest;
    long newest = Long.MIN_VALUE;
    boolean ended;
    long lastSeen;
  }

  /** Versions seen of one record. */
  private static final class Record {
    long upTo;
    int node;
    final TreeSet<Long> ahead = new TreeSet<>();
  }

  private final Map<Integer, TreeMap<Long, Epoch>> nodes = new TreeMap<>();
  private final Map<ByteBuffer, Record> records = new HashMap<>();
  private long unresolved;
  private long voided;
  private long pending;

  void add(long index, Entry entry) {
    number(index, entry);
    if (entry.changesRecord()) {
      version(index, entry);
    }
  }

  private Epoch epoch(int node, long epoch) {
    return nodes
        .computeIfAbsent(node, n -> new TreeMap<>())
        .computeIfAbsent(epoch, e -> new Epoch());
  }

  private void number(long index, Entry entry) {
    var epoch = epoch(entry.node(), entry.epoch());
    long sequence = entry.sequence();
    var open = epoch.unfinished.get(sequence);
    if (open == null) {
      account(epoch, sequence, index);
      open = new BitSet();
      epoch.unfinished.put(sequence, open);
      epoch.recorded.put(sequence, entry.recorded());
    }
    if (open.get(entry.position())) {
      throw new Unsound(index, "its place in its transaction is taken twice");
    }
    open.set(entry.position());
    if (open.cardinality() == entry.count()) {
      epoch.unfinished.remove(sequence);
    }
    epoch.highest = Math.max(epoch.highest, sequence);
    epoch.newest = Math.max(epoch.newest, entry.recorded());
    for (long number : entry.voids()) {
      account(epoch, number, index);
      voided++;
    }
    if (entry.startsEpoch()) {
      endOf(entry.node(), entry.epochStart(), index);
    }
  }

  private void endOf(int node, Entry.EpochStart start, long index) {
    var earlier = epoch(node, start.epoch());
    if (earlier.ended) {
      throw new Unsound(index, "the epoch before it was ended twice");
    }
    earlier.ended = true;
    earlier.lastSeen = start.lastSeen();
    for (long number : start.unresolved()) {
      account(earlier, number, index);
      unresolved++;
    }
  }

  private static void account(Epoch epoch, long number, long index) {
    if (number > Integer.MAX_VALUE) {
      throw new Unsound(index, "its transaction number is out of range");
    }
    if (epoch.accounted.get((int) number)) {
      throw new Unsound(index, "transaction number " + number + " is accounted for twice");
    }
    epoch.accounted.set((int) number);
  }

  private void version(long index, Entry entry) {
    var record = records.computeIfAbsent(entry.record(), r -> new Record());
    long version = entry.version();
    if (version <= record.upTo || !record.ahead.add(version)) {
      throw new Unsound(index, "version " + version + " of its record is there twice");
    }
    boolean next = version == record.upTo + 1;
    if (!next && record.node == entry.node()) {
      throw new Unsound(
          index, "follows version " + record.upTo + " of its record with version " + version);
    }
    record.node = entry.node();
    while (record.ahead.remove(record.upTo + 1)) {
      record.upTo++;
    }
  }

  /** After the last entry: nothing may be left open. */
  void finish() {
    nodes.forEach((node, epochs) -> epochs.forEach((number, e) -> finish(node, number, e, epochs)));
    records.forEach(
        (handle, record) -> {
          if (!record.ahead.isEmpty()) {
            throw new Unsound(
                "version " + (record.upTo + 1) + " of a record with later versions is missing");
          }
        });
  }

  private void finish(int node, long number, Epoch epoch, TreeMap<Long, Epoch> epochs) {
    var name = "node " + node + " epoch " + number;
    if (!epoch.unfinished.isEmpty()) {
      throw new Unsound(
          name + ": transaction " + epoch.unfinished.keySet().iterator().next() + " is incomplete");
    }
    boolean newest = epochs.lastKey().equals(number);
    if (!newest && !epoch.ended) {
      throw new Unsound(name + ": no later epoch says how it ended");
    }
    long top = epoch.highest;
    if (epoch.ended) {
      if (epoch.highest > epoch.lastSeen) {
        throw new Unsound(name + ": has entries past the last number seen at its end");
      }
      top = Math.max(epoch.lastSeen, epoch.accounted.length() - 1L);
    }
    Long after = null;
    for (long gap = top; gap >= 1; gap--) {
      if (epoch.accounted.get((int) gap)) {
        after = recordedAt(epoch, gap, after);
      } else if (newest && after != null && epoch.newest - after <= PENDING_MICROS) {
        pending++;
      } else {
        throw new Unsound(name + ": transaction " + gap + " is missing");
      }
    }
  }

  private static @Nullable Long recordedAt(Epoch epoch, long number, @Nullable Long otherwise) {
    var recorded = epoch.recorded.get(number);
    return recorded == null ? otherwise : recorded;
  }

  long unresolved() {
    return unresolved;
  }

  long voided() {
    return voided;
  }

  long pending() {
    return pending;
  }

  long records() {
    return records.size();
  }
}
