// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

/** The log, a proof or a note is not what it claims to be. */
final class Unsound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Index of the first bad entry, or -1 when the fault is not in an entry. */
  final long index;

  Unsound(String message) {
    this(-1, message);
  }

  Unsound(long index, String message) {
    super(index < 0 ? message : "entry " + index + ": " + message, null, false, false);
    this.index = index;
  }
}
