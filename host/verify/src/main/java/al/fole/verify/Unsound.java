// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

/**
 * The log, a proof or a note is not what it claims to be; the message is a key of {@link Words}.
 */
final class Unsound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Index of the first bad entry, or -1 when the fault is not in an entry. */
  final long index;

  private final long last;
  final transient Object[] values;

  /**
   * @param last what is known of the first bad entry is that it is one from {@code index} to this
   */
  Unsound(long index, long last, String key, Object... values) {
    super(key, null, false, false);
    this.index = index;
    this.last = last;
    this.values = values;
  }

  /** A fault in no entry. */
  static void unless(boolean holds, String key, Object... values) {
    unless(holds, -1, key, values);
  }

  /** A fault in the entry of this index. */
  static void unless(boolean holds, long index, String key, Object... values) {
    if (!holds) {
      throw new Unsound(index, index, key, values);
    }
  }

  String in(Words words) {
    var sentence = words.say(String.valueOf(getMessage()), values);
    var where = last > index ? "one-of" : "entry";
    return index < 0 ? sentence : words.say(where, index, last, sentence);
  }
}
