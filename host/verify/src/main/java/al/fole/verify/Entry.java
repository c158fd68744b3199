// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One entry, read strictly; see ENTRY-FORMAT-1 §1. */
final class Entry {
  /** Known fields: how long they may be and whether every entry has them. */
  private enum Field {
    FORMAT(1, 1, 1, true),
    ID(2, 16, 16, true),
    NODE(3, 2, 2, true),
    EPOCH(4, 4, 4, true),
    SEQUENCE(5, 8, 8, true),
    POSITION(6, 2, 2, true),
    COUNT(7, 2, 2, true),
    RECORDED(8, 8, 8, true),
    BUSINESS(9, 8, 8, true),
    TYPE(10, 1, 64, true),
    TYPE_VERSION(11, 2, 2, true),
    OUTCOME(12, 2, 128, true),
    ACTOR(13, 16, 16, true),
    ROLE(14, 0, 32, true),
    UNIT(15, 0, 16, true),
    SESSION(16, 16, 16, true),
    PURPOSE(17, 0, 32, true),
    GROUND(18, 0, 64, true),
    REQUEST(19, 0, 64, true),
    KIND(20, 1, 31, false),
    RECORD(21, 16, 16, false),
    VERSION(22, 8, 8, false),
    SUBJECTS(23, 16, 256, false),
    SUBJECT_COUNT(24, 4, 4, false),
    SUBJECT_ROOT(25, 32, 32, false),
    EVENT(26, 32, 32, false),
    DETAILS(27, 32, 1024, false),
    OVERRIDE(28, 1, 64, false),
    SECOND_ACTOR(29, 16, 16, false),
    AGGREGATE(30, 4, 4, false),
    RELATED(31, 16, 16, false),
    VOID(32, 8, 1024, false),
    EPOCH_START(33, 12, 1024, false);

    final int number;
    final int shortest;
    final int longest;
    final boolean always;

    Field(int number, int shortest, int longest, boolean always) {
      this.number = number;
      this.shortest = shortest;
      this.longest = longest;
      this.always = always;
    }
  }

  /** Numbers a later epoch reports of an earlier one. */
  record EpochStart(long epoch, long lastSeen, long[] unresolved) {}

  private final Map<Integer, byte[]> fields;

  private Entry(Map<Integer, byte[]> fields) {
    this.fields = fields;
  }

  static Entry read(long index, byte[] bytes) {
    if (bytes.length > 1024) {
      throw new Unsound(index, "longer than 1,024 bytes");
    }
    var fields = new TreeMap<Integer, byte[]>();
    var in = ByteBuffer.wrap(bytes);
    int before = 0;
    while (in.hasRemaining()) {
      if (in.remaining() < 4) {
        throw new Unsound(index, "ends within a field");
      }
      int number = in.getShort() & 0xffff;
      int length = in.getShort() & 0xffff;
      if (number <= before) {
        throw new Unsound(index, "field " + number + " is out of order");
      }
      if (length > in.remaining()) {
        throw new Unsound(index, "field " + number + " is longer than the entry");
      }
      var value = new byte[length];
      in.get(value);
      fields.put(number, value);
      before = number;
    }
    var entry = new Entry(fields);
    entry.check(index);
    return entry;
  }

  private void check(long index) {
    for (var field : Field.values()) {
      var value = fields.get(field.number);
      if (value == null) {
        require(!field.always, index, "has no field " + field.number);
      } else {
        require(
            value.length >= field.shortest && value.length <= field.longest,
            index,
            "field " + field.number + " has a wrong length");
      }
    }
    require(number(Field.FORMAT) == 1, index, "is not of format 1");
    require(number(Field.COUNT) >= 1, index, "counts no entry in its transaction");
    require(position() < count(), index, "stands past the end of its transaction");
    require(sequence() >= 1 && epoch() >= 1, index, "numbers start at 1");
    multiple(Field.SUBJECTS, 16, index);
    multiple(Field.DETAILS, 32, index);
    multiple(Field.VOID, 8, index);
    require(
        has(Field.SUBJECT_COUNT) == has(Field.SUBJECT_ROOT),
        index,
        "has only one of fields 24 and 25");
    require(!(has(Field.SUBJECTS) && has(Field.SUBJECT_COUNT)), index, "has both fields 23 and 24");
    require(
        !has(Field.SUBJECT_COUNT) || number(Field.SUBJECT_COUNT) > 16,
        index,
        "has a subject root for 16 persons or fewer");
    require(has(Field.KIND) == has(Field.RECORD), index, "has only one of fields 20 and 21");
    require(!has(Field.VERSION) || has(Field.RECORD), index, "has a version of no record");
    require(!has(Field.VERSION) || version() >= 1, index, "versions start at 1");
    require(
        !has(Field.AGGREGATE) || number(Field.AGGREGATE) >= 2, index, "aggregates fewer than 2");
    var outcome = text(Field.OUTCOME, index);
    require(
        outcome.equals("OK") || outcome.matches("REFUSED:[a-z0-9-]{1,100}"),
        index,
        "has an unknown outcome");
    require(
        text(Field.TYPE, index).matches("[a-z]+\\.[a-z-]+"), index, "has a malformed event type");
    for (var field :
        new Field[] {
          Field.ROLE,
          Field.UNIT,
          Field.PURPOSE,
          Field.GROUND,
          Field.REQUEST,
          Field.KIND,
          Field.OVERRIDE
        }) {
      text(field, index);
    }
    ascending(voids(), index, 32);
    if (has(Field.EPOCH_START)) {
      require((value(Field.EPOCH_START).length - 12) % 8 == 0, index, "field 33 is cut short");
      ascending(epochStart().unresolved(), index, 33);
    }
  }

  private static void require(boolean holds, long index, String otherwise) {
    if (!holds) {
      throw new Unsound(index, otherwise);
    }
  }

  private void multiple(Field field, int size, long index) {
    require(
        !has(field) || value(field).length % size == 0,
        index,
        "field " + field.number + " is cut short");
  }

  private static void ascending(long[] numbers, long index, int field) {
    for (int i = 0; i < numbers.length; i++) {
      require(
          numbers[i] >= 1 && (i == 0 || numbers[i] > numbers[i - 1]),
          index,
          "field " + field + " is not ascending");
    }
  }

  private boolean has(Field field) {
    return fields.containsKey(field.number);
  }

  private byte[] value(Field field) {
    var value = fields.get(field.number);
    return value == null ? new byte[0] : value;
  }

  private long number(Field field) {
    long number = 0;
    for (byte b : value(field)) {
      number = number << 8 | b & 0xff;
    }
    return number;
  }

  private String text(Field field, long index) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value(field))).toString();
    } catch (CharacterCodingException e) {
      throw new Unsound(index, "field " + field.number + " is not UTF-8");
    }
  }

  private static long[] longs(ByteBuffer in) {
    var longs = new long[in.remaining() / 8];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = in.getLong();
    }
    return longs;
  }

  int node() {
    return (int) number(Field.NODE);
  }

  long epoch() {
    return number(Field.EPOCH);
  }

  long sequence() {
    return number(Field.SEQUENCE);
  }

  int position() {
    return (int) number(Field.POSITION);
  }

  int count() {
    return (int) number(Field.COUNT);
  }

  long recorded() {
    return number(Field.RECORDED);
  }

  long[] voids() {
    return longs(ByteBuffer.wrap(value(Field.VOID)));
  }

  boolean startsEpoch() {
    return has(Field.EPOCH_START);
  }

  EpochStart epochStart() {
    var in = ByteBuffer.wrap(value(Field.EPOCH_START));
    return new EpochStart(in.getInt() & 0xffffffffL, in.getLong(), longs(in));
  }

  boolean changesRecord() {
    return has(Field.VERSION);
  }

  ByteBuffer record() {
    return ByteBuffer.wrap(value(Field.RECORD));
  }

  long version() {
    return number(Field.VERSION);
  }
}
