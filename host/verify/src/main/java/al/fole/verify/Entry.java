// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** One entry, read strictly where it lies (ENTRY-FORMAT-1 §1); the object serves the next too. */
final class Entry {
  static final int RECORD = 21;
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

  private byte[] bytes = {};

  long index;
  int node;
  long epoch;
  long sequence;
  int position;
  int count;

  /** Microseconds since 1970. */
  long recorded;

  /** 0 when it changed no record. */
  long version;

  /** Numbers whose COMMIT failed. */
  long[] voids = {};

  /** The epoch whose end the entry states, or -1. */
  long earlierEpoch;

  long lastSeen;
  long[] unresolved = {};

  Entry read(long at, byte[] all) {
    index = at;
    bytes = all;
    require(bytes.length <= 1024, "entry-long", 0);
    Arrays.fill(lengths, -1);
    int before = 0;
    for (int place = 0; place < bytes.length; ) {
      require(bytes.length - place >= 4, "entry-ends", 0);
      int field = (int) number(place, 2);
      int length = (int) number(place + 2, 2);
      place += 4;
      require(field > before, "field-order", field);
      require(length <= bytes.length - place, "field-long", field);
      if (field < starts.length) {
        starts[field] = place;
        lengths[field] = length;
      }
      before = field;
      place += length;
    }
    lengths();
    values();
    return this;
  }

  private void lengths() {
    for (int f = 1; f < lengths.length; f++) {
      require(has(f) || f > ALWAYS, "field-missing", f);
      boolean right = lengths[f] >= SHORTEST[f] && lengths[f] <= LONGEST[f];
      require(!has(f) || right, "field-length", f);
    }
    require(lengths[23] % 16 <= 0, "field-cut", 23); // -1 when it is absent
    require(lengths[27] % 32 <= 0, "field-cut", 27);
    require(lengths[VOID] % 8 <= 0, "field-cut", VOID);
    require((lengths[EPOCH_START] - 12) % 8 <= 0, "field-cut", EPOCH_START);
    for (int f : TEXTS) {
      require(isText(f), "field-text", f);
    }
  }

  private void values() {
    node = (int) number(3);
    epoch = number(4);
    sequence = number(5);
    position = (int) number(6);
    count = (int) number(7);
    recorded = number(8);
    version = number(22);
    voids = longs(VOID, 0);
    earlierEpoch = has(EPOCH_START) ? number(starts[EPOCH_START], 4) : -1;
    lastSeen = has(EPOCH_START) ? number(starts[EPOCH_START] + 4, 8) : 0;
    unresolved = longs(EPOCH_START, 12);
    require(number(1) == 1, "format", 0);
    require(count >= 1, "count", 0);
    require(position < count, "position", 0);
    require(sequence >= 1 && epoch >= 1, "numbers-from-1", 0);
    require(has(24) == has(25), "subjects-halved", 0);
    require(!has(23) || !has(24), "subjects-twice", 0);
    require(!has(24) || number(24) > 16, "subjects-few", 0);
    require(has(20) == has(RECORD), "record-halved", 0);
    require(!has(22) || has(RECORD), "version-of-none", 0);
    require(!has(22) || version >= 1, "versions-from-1", 0);
    require(!has(30) || number(30) >= 2, "aggregate", 0);
    require(is(12, OUTCOME), "outcome", 0);
    require(is(10, TYPE), "type", 0);
    ascending(VOID, voids);
    ascending(EPOCH_START, unresolved);
    require(earlierEpoch < epoch, "epoch-order", 0);
  }

  void require(boolean holds, String otherwise, long value) {
    if (!holds) {
      throw new Unsound(index, index, otherwise, value);
    }
  }

  private void ascending(int field, long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      require(numbers[i] > (i == 0 ? 0 : numbers[i - 1]), "field-ascending", field);
    }
  }

  private boolean is(int field, Pattern pattern) {
    var text = text(field);
    return known.contains(text)
        || pattern.matcher(text).matches() && (known.size() > 9999 || known.add(text));
  }

  private boolean isText(int field) {
    int end = starts[field] + lengths[field];
    for (int at = starts[field]; at < end; at++) {
      if (bytes[at] < 0) {
        var again = text(field).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, Arrays.copyOfRange(bytes, starts[field], end));
      }
    }
    return true;
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

  long[] longs(int field, int skip) {
    var longs = new long[Math.max(0, lengths[field] - skip) / 8];
    Arrays.setAll(longs, i -> number(starts[field] + skip + 8 * i, 8));
    return longs;
  }

  boolean has(int field) {
    return lengths[field] >= 0;
  }

  String text(int field) {
    return new String(bytes, starts[field], lengths[field], StandardCharsets.UTF_8);
  }
}
