// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

/** The log, a proof or a note is not what it claims to be. */
final class Unsound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Index of the first bad entry, or -1 when the fault is not in an entry. */
  final long index;

  private final long last;
  private final transient Object[] values;

  /** A fault in no entry, as an English pattern that {@code sq.txt} has in Albanian. */
  Unsound(String pattern, Object... values) {
    this(-1, pattern, values);
  }

  Unsound(long index, String pattern, Object... values) {
    this(index, index, pattern, values);
  }

  private Unsound(long index, long last, String pattern, Object... values) {
    super(pattern, null, false, false);
    this.index = index;
    this.last = last;
    this.values = values;
  }

  /** The same, with what is known of the first bad entry: it is one of these. */
  Unsound between(long from, long to) {
    return new Unsound(from, to, String.valueOf(getMessage()), values);
  }

  String in(Language language) {
    var sentence = language.say(String.valueOf(getMessage()), values);
    var where = last > index ? "the first bad entry is one of %d to %d: " : "entry %d: ";
    return index < 0 ? sentence : language.say(where, index, last) + sentence;
  }
}
