// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** One entry, read strictly where it lies (ENTRY-FORMAT-1 §1); the object serves the next too. */
final class Entry {
  static final int NEW_KEY = 34;
  static final int FORMER_LOG = 35;

  private static final int ALWAYS = 19;
  private static final int VOID = 32;
  private static final int EPOCH_START = 33;

  /** Shortest and longest value of the fields from 1 on. */
  private static final int[] SHORTEST = {
    0, 1, 16, 2, 4, 8, 2, 2, 8, 8, 1, 2, 2, 16, 0, 0, 16, 0, 0, 0, 1, 16, 8, 16, 4, 32, 32, 32, 1,
    16, 4, 16, 8, 12, 1, 1
  };

  private static final int[] LONGEST = {
    0, 1, 16, 2, 4, 8, 2, 2, 8, 8, 64, 2, 128, 16, 32, 16, 16, 32, 64, 64, 31, 16, 8, 256, 4, 32,
    32, 1024, 64, 16, 4, 16, 1024, 1024, 256, 256
  };

  private static final int[] TEXTS = {10, 12, 14, 15, 17, 18, 19, 20, 28, NEW_KEY, FORMER_LOG};
  private static final Pattern TYPE = Pattern.compile("[a-z]+\\.[a-z-]+");
  private static final Pattern OUTCOME = Pattern.compile("OK|REFUSED:[a-z0-9-]{1,100}");

  private final int[] starts = new int[SHORTEST.length];
  private final int[] lengths = new int[SHORTEST.length];

  /** Texts that were found well-formed; a log repeats few. */
  private final Set<String> known = new HashSet<>();

  private byte[] bytes = new byte[0];

  long index;
  int node;
  long epoch;
  long sequence;
  int position;
  int count;

  /** Microseconds since 1970. */
  long recorded;

  boolean changesRecord;
  long recordHigh;
  long recordLow;
  long version;

  Entry read(long at, byte[] all, int from, int to) {
    index = at;
    bytes = all;
    require(to - from <= 1024, "longer than 1,024 bytes", 0);
    Arrays.fill(lengths, -1);
    int before = 0;
    int place = from;
    while (place < to) {
      require(to - place >= 4, "ends within a field", 0);
      int number = u16(place);
      int length = u16(place + 2);
      place += 4;
      require(number > before, "field %d is out of order", number);
      require(length <= to - place, "field %d is longer than the entry", number);
      if (number < starts.length) {
        starts[number] = place;
        lengths[number] = length;
      }
      before = number;
      place += length;
    }
    lengths();
    values();
    return this;
  }

  private void lengths() {
    for (int f = 1; f < lengths.length; f++) {
      require(has(f) || f > ALWAYS, "has no field %d", f);
      boolean right = lengths[f] >= SHORTEST[f] && lengths[f] <= LONGEST[f];
      require(!has(f) || right, "field %d has a wrong length", f);
    }
    for (int f : new int[] {23, 27, VOID, EPOCH_START}) {
      int part = f == 23 ? 16 : f == 27 ? 32 : 8;
      int head = f == EPOCH_START ? 12 : 0;
      require(!has(f) || (lengths[f] - head) % part == 0, "field %d is cut short", f);
    }
  }

  private void values() {
    for (int f : TEXTS) {
      require(isText(f), "field %d is not UTF-8", f);
    }
    node = (int) number(3);
    epoch = number(4);
    sequence = number(5);
    position = (int) number(6);
    count = (int) number(7);
    recorded = number(8);
    changesRecord = has(22);
    version = number(22);
    require(bytes[starts[1]] == 1, "is not of format 1", 0);
    require(count >= 1, "counts no entry in its transaction", 0);
    require(position < count, "stands past the end of its transaction", 0);
    require(sequence >= 1 && epoch >= 1, "numbers start at 1", 0);
    require(has(24) == has(25), "has only one of fields 24 and 25", 0);
    require(!has(23) || !has(24), "has both fields 23 and 24", 0);
    require(!has(24) || number(24) > 16, "has a subject root for 16 persons or fewer", 0);
    require(has(20) == has(21), "has only one of fields 20 and 21", 0);
    recordHigh = has(21) ? number(starts[21], 8) : 0;
    recordLow = has(21) ? number(starts[21] + 8, 8) : 0;
    require(!changesRecord || has(21), "has a version of no record", 0);
    require(!changesRecord || version >= 1, "versions start at 1", 0);
    require(!has(30) || number(30) >= 2, "aggregates fewer than 2", 0);
    require(is(12, OUTCOME), "has an unknown outcome", 0);
    require(is(10, TYPE), "has a malformed event type", 0);
    ascending(VOID, voids());
    ascending(EPOCH_START, unresolved());
    require(!startsEpoch() || earlierEpoch() < epoch, "ends an epoch that is not before it", 0);
  }

  private void require(boolean holds, String otherwise, long value) {
    if (!holds) {
      throw new Unsound(index, otherwise, value);
    }
  }

  private void ascending(int field, long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      boolean ascends = numbers[i] > (i == 0 ? 0 : numbers[i - 1]);
      require(ascends, "field %d is not ascending", field);
    }
  }

  private boolean is(int field, Pattern pattern) {
    var text = text(field);
    if (known.contains(text)) {
      return true;
    }
    return pattern.matcher(text).matches() && (known.size() > 9999 || known.add(text));
  }

  private boolean isText(int field) {
    for (int i = 0; i < lengths[field]; i++) {
      if (bytes[starts[field] + i] < 0) {
        try {
          var in = ByteBuffer.wrap(bytes, starts[field], lengths[field]);
          return StandardCharsets.UTF_8.newDecoder().decode(in).hasRemaining();
        } catch (CharacterCodingException e) {
          return false;
        }
      }
    }
    return true;
  }

  private int u16(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private long number(int field) {
    return number(starts[field], lengths[field]);
  }

  private long number(int at, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | bytes[at + i] & 0xff;
    }
    return number;
  }

  private long[] longs(int field, int skip) {
    var longs = new long[Math.max(0, lengths[field] - skip) / 8];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = number(starts[field] + skip + 8 * i, 8);
    }
    return longs;
  }

  boolean has(int field) {
    return lengths[field] >= 0;
  }

  String text(int field) {
    return new String(bytes, starts[field], lengths[field], StandardCharsets.UTF_8);
  }

  long[] voids() {
    return longs(VOID, 0);
  }

  boolean startsEpoch() {
    return has(EPOCH_START);
  }

  long earlierEpoch() {
    return number(starts[EPOCH_START], 4);
  }

  long lastSeen() {
    return number(starts[EPOCH_START] + 4, 8);
  }

  long[] unresolved() {
    return longs(EPOCH_START, 12);
  }
}
