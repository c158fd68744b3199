// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /**
     * @throws LogStopped when the row is no entry, or contradicts itself
     */
    static Item of(LogEntries.Row row) {
      try {
        var item = new Item(row, Leaf.parse(row.leaf()));
        item.requireTruthful();
        return item;
      } catch (IllegalArgumentException e) {
        throw new LogStopped(
            "entry-malformed",
            "Entry " + row.id() + " is not of format 1: " + e.getMessage() + ".");
      }
    }

    Transaction transaction() {
      return new Transaction(row.node(), row.epoch(), row.sequence());
    }

    private void requireTruthful() {
      if (!MessageDigest.isEqual(Tree.leaf(row.leaf()), row.hash())) {
        throw new LogStopped(
            "entry-changed", "Entry " + row.id() + " does not have the hash beside it.");
      }
      if (!leaf.id().equals(row.id())
          || !leaf.recordedAt().equals(row.recorded())
          || leaf.node() != row.node()
          || leaf.epoch() != row.epoch()
          || leaf.sequence() != row.sequence()
          || leaf.position() != row.position()
          || leaf.position() >= leaf.count()) {
        throw new LogStopped(
            "entry-changed", "Entry " + row.id() + " contradicts the columns beside it.");
      }
    }
  }

  /**
   * Takes an entry.
   *
   * @return false when its place in its transaction was taken before
   * @throws LogStopped when it is not what it says beside its bytes
   */
  boolean add(LogEntries.Row row) {
    var item = Item.of(row);
    var others = transactions.computeIfAbsent(item.transaction(), t -> new TreeMap<>());
    boolean isNew = others.putIfAbsent(row.position(), item) == null;
    if (isNew) {
      items.add(item);
    }
    return isNew;
  }

  /** The transactions, in the order of the first entry of each. */
  Set<Transaction> transactions() {
    return Collections.unmodifiableSet(transactions.keySet());
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
    transactions.keySet().forEach(transaction -> requireSealed(transaction, seals));
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

  /**
   * @throws LogStopped when the transaction lacks entries or its seal does not hold
   */
  void requireSealed(Transaction transaction, Seals seals) {
    TreeMap<Integer, Item> entries = Objects.requireNonNull(transactions.get(transaction));
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
