// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.UUID;

/** The canonical bytes of an entry, read by ENTRY-FORMAT-1 §1. */
final class Leaf {
  private static final int LIMIT = 1024;
  private static final int ALWAYS = 19;
  private static final int[] LENGTHS = {
    0, 1, 16, 2, 4, 8, 2, 2, 8, 8, -1, 2, -1, 16, -1, -1, 16, -1, -1, -1
  };

  private final TreeMap<Integer, byte[]> fields;

  private Leaf(TreeMap<Integer, byte[]> fields) {
    this.fields = fields;
  }

  /**
   * @throws IllegalArgumentException when the bytes are not an entry of format 1
   */
  static Leaf parse(byte[] bytes) {
    if (bytes.length > LIMIT) {
      throw new IllegalArgumentException("longer than 1,024 bytes");
    }
    var fields = new TreeMap<Integer, byte[]>();
    var in = ByteBuffer.wrap(bytes);
    int last = 0;
    try {
      while (in.hasRemaining()) {
        int number = Short.toUnsignedInt(in.getShort());
        byte[] value = new byte[Math.min(Short.toUnsignedInt(in.getShort()), LIMIT)];
        in.get(value);
        if (number <= last) {
          throw new IllegalArgumentException("field " + number + " is out of order");
        }
        fields.put(number, value);
        last = number;
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("cut short", e);
    }
    var leaf = new Leaf(fields);
    leaf.requireComplete();
    return leaf;
  }

  private void requireComplete() {
    for (int number = 1; number <= ALWAYS; number++) {
      byte[] value = fields.get(number);
      if (value == null || (LENGTHS[number] >= 0 && LENGTHS[number] != value.length)) {
        throw new IllegalArgumentException("field " + number + " is missing or of a wrong length");
      }
    }
    if (bytes(1)[0] != 1) {
      throw new IllegalArgumentException("not of format 1");
    }
  }

  UUID id() {
    return uuid(2);
  }

  int node() {
    return u16(3);
  }

  long epoch() {
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes(4)).getInt());
  }

  long sequence() {
    return ByteBuffer.wrap(bytes(5)).getLong();
  }

  int position() {
    return u16(6);
  }

  int count() {
    return u16(7);
  }

  Instant recordedAt() {
    return micros(8);
  }

  Instant at() {
    return micros(9);
  }

  String type() {
    return text(10);
  }

  String outcome() {
    return text(12);
  }

  UUID actor() {
    return uuid(13);
  }

  String role() {
    return text(14);
  }

  String unit() {
    return text(15);
  }

  String purpose() {
    return text(17);
  }

  String ground() {
    return text(18);
  }

  /** The text of a field, empty when the entry has none. */
  String field(int number) {
    return fields.containsKey(number) ? text(number) : "";
  }

  /** Whether somebody broke the glass for it. */
  boolean isOverride() {
    return fields.containsKey(28);
  }

  /** How many persons it showed or speaks of. */
  int persons() {
    byte[] handles = fields.get(23);
    byte[] count = fields.get(24);
    if (count != null) {
      return ByteBuffer.wrap(count).getInt();
    }
    return handles == null ? 0 : handles.length / 16;
  }

  /** How many refusals it stands for. */
  int times() {
    byte[] aggregate = fields.get(30);
    return aggregate == null ? 1 : Math.max(1, ByteBuffer.wrap(aggregate).getInt());
  }

  /** Whether it changed one record: then it has a handle and a version. */
  boolean changesRecord() {
    return fields.containsKey(21) && fields.containsKey(22);
  }

  /** Handle of the record it is about. */
  ByteBuffer record() {
    return ByteBuffer.wrap(bytes(21));
  }

  /** Version of the record afterwards. */
  long version() {
    return ByteBuffer.wrap(bytes(22)).getLong();
  }

  private byte[] bytes(int number) {
    byte[] value = fields.get(number);
    if (value == null) {
      throw new IllegalStateException("no field " + number);
    }
    return value;
  }

  private int u16(int number) {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes(number)).getShort());
  }

  private String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  private UUID uuid(int number) {
    var in = ByteBuffer.wrap(bytes(number));
    return new UUID(in.getLong(), in.getLong());
  }

  private Instant micros(int number) {
    return Instant.EPOCH.plus(ByteBuffer.wrap(bytes(number)).getLong(), ChronoUnit.MICROS);
  }
}
