// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An entry read back from its bytes, by the words of ENTRY-FORMAT-1 and not by our own code. */
record Decoded(Map<Integer, byte[]> fields) {

  static Decoded of(byte[] leaf) {
    var fields = new TreeMap<Integer, byte[]>();
    ByteBuffer in = ByteBuffer.wrap(leaf);
    int last = 0;
    while (in.hasRemaining()) {
      int number = Short.toUnsignedInt(in.getShort());
      byte[] value = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(value);
      if (number <= last) {
        throw new IllegalArgumentException("field " + number + " after " + last);
      }
      last = number;
      fields.put(number, value);
    }
    return new Decoded(fields);
  }

  boolean has(int number) {
    return fields.containsKey(number);
  }

  byte[] field(int number) {
    byte[] value = fields.get(number);
    if (value == null) {
      throw new IllegalArgumentException("no field " + number);
    }
    return value;
  }

  long number(int number) {
    long value = 0;
    for (byte b : field(number)) {
      value = (value << 8) | (b & 0xff);
    }
    return value;
  }

  String text(int number) {
    return new String(field(number), java.nio.charset.StandardCharsets.UTF_8);
  }

  List<UUID> ids(int number) {
    var ids = new ArrayList<UUID>();
    ByteBuffer in = ByteBuffer.wrap(field(number));
    while (in.hasRemaining()) {
      ids.add(new UUID(in.getLong(), in.getLong()));
    }
    return ids;
  }

  /** The 8-byte numbers of a field, after some bytes. */
  List<Long> numbers(int number, int skipped) {
    var numbers = new ArrayList<Long>();
    if (has(number)) {
      ByteBuffer in = ByteBuffer.wrap(field(number)).position(skipped);
      while (in.hasRemaining()) {
        numbers.add(in.getLong());
      }
    }
    return numbers;
  }
}
