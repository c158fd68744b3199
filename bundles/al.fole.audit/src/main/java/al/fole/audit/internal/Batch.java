// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries about to get their places, whole transactions only. Each is checked first: the bytes are
 * an entry of format 1, the columns beside them say the same, the hash is theirs and the seal of
 * the transaction holds (ENTRY-FORMAT-1 §3).
 */
final class Batch {
  private static final byte[] SEAL = "fole-seal-v1".getBytes(StandardCharsets.US_ASCII);

  private final Map<Transaction, TreeMap<Integer, Item>> transactions = new LinkedHashMap<>();
  private final List<Item> items = new ArrayList<>();

  /** The name of a transaction. */
  record Transaction(int node, long epoch, long sequence) {}

  /** An entry and what its bytes say. */
  record Item(LogEntries.Row row, Leaf leaf) {
    String name() {
      return "Entry " + row.id();
    }
  }

  void add(LogEntries.Row row) {
    Item item;
    try {
      item = new Item(row, Leaf.parse(row.leaf()));
    } catch (IllegalArgumentException e) {
      throw new LogStopped(
          "entry-malformed", "Entry " + row.id() + " is not of format 1: " + e.getMessage() + ".");
    }
    requireTruthful(item);
    var transaction = new Transaction(row.node(), row.epoch(), row.sequence());
    var others = transactions.computeIfAbsent(transaction, t -> new TreeMap<>());
    if (others.putIfAbsent(row.position(), item) == null) {
      items.add(item);
    }
  }

  /** Transactions of which entries are still to be added. */
  List<Transaction> incomplete() {
    return transactions.entrySet().stream()
        .filter(t -> t.getValue().size() < t.getValue().firstEntry().getValue().leaf().count())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The entries in their order: as they were added, but versions of one record ascend, also when
   * the clocks of two hosts disagree.
   */
  List<Item> checked(Seals seals) {
    transactions.forEach((transaction, entries) -> requireSealed(transaction, entries, seals));
    var ordered = new ArrayList<>(items);
    var places = new HashMap<ByteBuffer, List<Integer>>();
    for (int i = 0; i < ordered.size(); i++) {
      Leaf leaf = ordered.get(i).leaf();
      if (leaf.changesRecord()) {
        places.computeIfAbsent(leaf.record(), r -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> ofOne : places.values()) {
      var versions = new ArrayList<>(ofOne.stream().map(items::get).toList());
      versions.sort(Comparator.comparingLong(item -> item.leaf().version()));
      for (int i = 0; i < ofOne.size(); i++) {
        ordered.set(ofOne.get(i), versions.get(i));
      }
    }
    return ordered;
  }

  private static void requireTruthful(Item item) {
    var row = item.row();
    var leaf = item.leaf();
    if (!MessageDigest.isEqual(Tree.leaf(row.leaf()), row.hash())) {
      throw new LogStopped("entry-changed", item.name() + " does not have the hash beside it.");
    }
    if (!leaf.id().equals(row.id())
        || !leaf.recordedAt().equals(row.recorded())
        || leaf.node() != row.node()
        || leaf.epoch() != row.epoch()
        || leaf.sequence() != row.sequence()
        || leaf.position() != row.position()
        || leaf.position() >= leaf.count()) {
      throw new LogStopped("entry-changed", item.name() + " contradicts the columns beside it.");
    }
  }

  private static void requireSealed(
      Transaction transaction, TreeMap<Integer, Item> entries, Seals seals) {
    Item first = entries.firstEntry().getValue();
    int count = first.leaf().count();
    if (entries.size() != count
        || entries.values().stream().anyMatch(item -> item.leaf().count() != count)) {
      throw new LogStopped(
          "transaction-incomplete",
          "The transaction of entry " + first.row().id() + " lacks entries.");
    }
    var message = new ByteArrayOutputStream(28 + count * Tree.HASH);
    message.writeBytes(SEAL);
    message.writeBytes(
        ByteBuffer.allocate(16)
            .putShort((short) transaction.node())
            .putInt((int) transaction.epoch())
            .putLong(transaction.sequence())
            .putShort((short) count)
            .array());
    entries.values().forEach(item -> message.writeBytes(item.row().hash()));
    byte[] seal = seals.seal(transaction.node(), message.toByteArray());
    for (Item item : entries.values()) {
      if (!MessageDigest.isEqual(seal, item.row().seal())) {
        throw new LogStopped(
            "seal-broken", "The seal of entry " + item.row().id() + " does not hold.");
      }
    }
  }
}
