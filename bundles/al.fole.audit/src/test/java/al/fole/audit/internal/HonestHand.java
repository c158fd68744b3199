// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.keys.Seals;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes what several honest hosts would: transactions of one or more entries, changes of records,
 * reads of few or many persons, numbers that failed, crashes, new epochs. Goes on where it left.
 */
final class HonestHand {
  /** Sooner or later than this a host knows what became of a COMMIT; a minute is the limit. */
  private static final long LOOKED_UP = 20_000_000;

  private final Seals seals;
  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<UUID, Long> records = new LinkedHashMap<>();
  private long micros = 1_790_000_000_000_000L;

  /** A row of journal.entry. */
  record Row(
      UUID id,
      long recorded,
      int node,
      long epoch,
      long sequence,
      int position,
      byte[] leaf,
      byte[] seal) {}

  private static final class Node {
    final int number;
    final long skew;
    long epoch = 1;
    long last;
    byte[] start = {};
    final List<Long> failed = new ArrayList<>();
    final List<Long> unknown = new ArrayList<>();
    long unknownSince;

    Node(int number, long skew) {
      this.number = number;
      this.skew = skew;
    }
  }

  HonestHand(Seals seals, SplittableRandom random) {
    this.seals = seals;
    this.random = random;
    int count = random.nextInt(1, 5);
    for (int i = 1; i <= count; i++) {
      nodes.add(new Node(i * 7, random.nextLong(2_000_000)));
    }
  }

  /** At least so many entries more. */
  List<Row> write(int entries) {
    var rows = new ArrayList<Row>();
    while (rows.size() < entries) {
      transaction(nodes.get(random.nextInt(nodes.size())), rows);
    }
    return rows;
  }

  /** What comes after more than a minute: whatever was open is declared. */
  List<Row> later() {
    micros += 70_000_000;
    var rows = new ArrayList<Row>();
    for (var node : nodes) {
      node.failed.addAll(node.unknown);
      node.unknown.clear();
      transaction(node, rows);
      transaction(node, rows);
    }
    return rows;
  }

  private void transaction(Node node, List<Row> rows) {
    micros += random.nextLong(1_000, 400_000);
    int fate = random.nextInt(100);
    if (fate < 4) {
      node.failed.add(++node.last);
    } else if (fate < 6) {
      node.unknownSince = node.unknown.isEmpty() ? micros : node.unknownSince;
      node.unknown.add(++node.last);
    }
    if (micros - node.unknownSince > LOOKED_UP) {
      node.failed.addAll(node.unknown);
      node.unknown.clear();
    }
    long sequence = ++node.last;
    int count = random.nextInt(100) < 15 ? random.nextInt(2, 5) : 1;
    var drafts = new ArrayList<TreeMap<Integer, byte[]>>();
    for (int position = 0; position < count; position++) {
      drafts.add(draft(node, sequence, position, count));
    }
    var first = drafts.get(0);
    if (!node.failed.isEmpty()) {
      node.failed.sort(null);
      first.put(32, longs(node.failed));
      node.failed.clear();
    }
    if (node.start.length > 0) {
      first.put(33, node.start);
      node.start = new byte[0];
    }
    seal(node, sequence, drafts, rows);
    if (random.nextInt(100) < 2) {
      crash(node);
    }
  }

  private void crash(Node node) {
    node.unknown.addAll(node.failed);
    node.unknown.sort(null);
    var lost = longs(node.unknown);
    node.start =
        ByteBuffer.allocate(12 + lost.length)
            .putInt((int) node.epoch)
            .putLong(node.last)
            .put(lost)
            .array();
    node.unknown.clear();
    node.failed.clear();
    node.epoch++;
    node.last = 0;
  }

  private TreeMap<Integer, byte[]> draft(Node node, long sequence, int position, int count) {
    var fields = new TreeMap<Integer, byte[]>();
    fields.put(1, new byte[] {1});
    fields.put(2, bytes(id()));
    fields.put(3, u16(node.number));
    fields.put(4, ByteBuffer.allocate(4).putInt((int) node.epoch).array());
    fields.put(5, longs(List.of(sequence)));
    fields.put(6, u16(position));
    fields.put(7, u16(count));
    fields.put(8, longs(List.of(micros + node.skew)));
    fields.put(9, longs(List.of(micros)));
    var texts = Stream.of("cases.opened", "", "OK", "", "PMF", "B11", "", "CASE_WORK", "n.7", "r");
    var at = new int[] {10};
    texts.forEach(text -> fields.put(at[0]++, text.getBytes(StandardCharsets.UTF_8)));
    fields.put(11, u16(1));
    fields.put(13, bytes(id()));
    fields.put(16, bytes(id()));
    switch (random.nextInt(8)) {
      case 0 -> list(fields);
      case 1 -> fields.put(23, new byte[16 * random.nextInt(1, 17)]);
      case 2 -> refusal(fields);
      default -> change(fields);
    }
    if (random.nextInt(20) == 0) {
      fields.put(28, "CHILD_IN_DANGER".getBytes(StandardCharsets.UTF_8));
      fields.put(29, bytes(id()));
      fields.put(900, "of a later version".getBytes(StandardCharsets.UTF_8));
    }
    return fields;
  }

  private void change(TreeMap<Integer, byte[]> fields) {
    var known = List.copyOf(records.keySet());
    boolean isNew = known.isEmpty() || random.nextInt(3) == 0;
    var record = isNew ? id() : known.get(random.nextInt(known.size()));
    fields.put(20, "person".getBytes(StandardCharsets.UTF_8));
    fields.put(21, bytes(record));
    fields.put(22, longs(List.of(records.merge(record, 1L, Long::sum))));
    fields.put(26, new byte[32]);
    fields.put(27, new byte[32 * random.nextInt(1, 4)]);
  }

  private void list(TreeMap<Integer, byte[]> fields) {
    fields.put(24, ByteBuffer.allocate(4).putInt(random.nextInt(17, 5000)).array());
    fields.put(25, new byte[32]);
  }

  private void refusal(TreeMap<Integer, byte[]> fields) {
    fields.put(12, "REFUSED:not-permitted".getBytes(StandardCharsets.UTF_8));
    fields.put(30, ByteBuffer.allocate(4).putInt(random.nextInt(2, 99)).array());
    fields.put(31, bytes(id()));
  }

  private void seal(
      Node node, long sequence, List<TreeMap<Integer, byte[]>> drafts, List<Row> rows) {
    var leaves = drafts.stream().map(HonestHand::encode).toList();
    var message = new ByteArrayOutputStream();
    message.writeBytes("fole-seal-v1".getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(
        ByteBuffer.allocate(16)
            .putShort((short) node.number)
            .putInt((int) node.epoch)
            .putLong(sequence)
            .putShort((short) leaves.size())
            .array());
    leaves.forEach(leaf -> message.writeBytes(Tree.leaf(leaf)));
    byte[] seal = seals.seal(node.number, message.toByteArray());
    for (int i = 0; i < leaves.size(); i++) {
      var id = ByteBuffer.wrap(leaves.get(i), 9, 16);
      var uuid = new UUID(id.getLong(), id.getLong());
      rows.add(
          new Row(
              uuid, micros + node.skew, node.number, node.epoch, sequence, i, leaves.get(i), seal));
    }
  }

  private static byte[] encode(TreeMap<Integer, byte[]> fields) {
    var out = new ByteArrayOutputStream();
    fields.forEach(
        (number, value) -> {
          out.writeBytes(u16(number));
          out.writeBytes(u16(value.length));
          out.writeBytes(value);
        });
    return out.toByteArray();
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static byte[] u16(int value) {
    return ByteBuffer.allocate(2).putShort((short) value).array();
  }

  private static byte[] longs(List<Long> values) {
    var out = ByteBuffer.allocate(8 * values.size());
    values.forEach(out::putLong);
    return out.array();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
