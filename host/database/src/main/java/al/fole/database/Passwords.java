// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords nobody has to remember. */
final class Passwords {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** 192 random bits as hexadecimal digits: needs no quoting anywhere. */
  static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
