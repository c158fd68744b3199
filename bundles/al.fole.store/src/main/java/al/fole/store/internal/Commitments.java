// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** Salted commitments to what stands beside an entry, ENTRY-FORMAT-1 §2. */
final class Commitments {
  private static final byte[] TAG = {2};
  private static final byte[] EVENT = "event".getBytes(UTF_8);
  private static final byte[] DETAIL = "detail".getBytes(UTF_8);

  private Commitments() {}

  /** Text of an event row. */
  static byte[] eventRow(String type, int version, Map<String, String> facts) {
    var out = new Bytes(256);
    write(out, clean(type), '\n');
    write(out, Integer.toString(version), '\n');
    sorted(facts, out, '\n');
    return out.toArray();
  }

  /** Text of a detail part. */
  static byte[] detailPart(Map<String, String> values) {
    var out = new Bytes(256);
    sorted(values, out, '\0');
    return out.toArray();
  }

  static byte[] event(byte[] salt, byte[] row) {
    return Hash.sha256(TAG, EVENT, salt, row);
  }

  static byte[] detail(byte[] salt, byte[] part) {
    return Hash.sha256(TAG, DETAIL, salt, part);
  }

  private static void sorted(Map<String, String> values, Bytes out, char end) {
    values.entrySet().stream()
        .sorted(
            (a, b) ->
                Arrays.compareUnsigned(a.getKey().getBytes(UTF_8), b.getKey().getBytes(UTF_8)))
        .forEach(
            e -> {
              write(out, clean(e.getKey()), '\0');
              write(out, end == '\n' ? clean(e.getValue()) : zeroFree(e.getValue()), end);
            });
  }

  private static void write(Bytes out, String text, char end) {
    out.write(text.getBytes(UTF_8));
    out.write(end);
  }

  /** Facts are codes: a line break would let two rows have one text. */
  private static String clean(String text) {
    if (text.indexOf('\n') >= 0) {
      throw new IllegalStateException("a fact must not hold a line break");
    }
    return zeroFree(text);
  }

  private static String zeroFree(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalStateException("a journal value must not hold U+0000");
    }
    return text;
  }
}
