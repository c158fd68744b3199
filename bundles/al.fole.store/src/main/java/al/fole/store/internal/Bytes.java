// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.Arrays;

/** Bytes that grow; for one thread. */
final class Bytes {
  private byte[] bytes;
  private int size;

  Bytes(int expected) {
    bytes = new byte[expected];
  }

  void write(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void write(char one) {
    room(1);
    bytes[size++] = (byte) one;
  }

  /** Unsigned, big-endian. */
  void number(long value, int width) {
    if (width < 8 && value >>> (8 * width) != 0) {
      throw new IllegalStateException("number does not fit its field");
    }
    room(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
