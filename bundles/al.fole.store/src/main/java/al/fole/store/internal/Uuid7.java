// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.security.SecureRandom;
import java.util.UUID;

/** Time-ordered ids, UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits. */
final class Uuid7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Uuid7() {}

  static UUID next() {
    byte[] random = random(10);
    long high = System.currentTimeMillis() << 16 | 0x7000;
    high |= (random[0] & 0x0fL) << 8 | random[1] & 0xffL;
    long low = 0;
    for (int i = 2; i < 10; i++) {
      low = low << 8 | random[i] & 0xffL;
    }
    return new UUID(high, low & 0x3fffffffffffffffL | 0x8000000000000000L);
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
