// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A state of the log that was signed once, as its checkpoint says it.
 *
 * @param origin name of the log
 * @param size number of entries
 * @param root 32 bytes
 */
record SignedState(String origin, long size, byte[] root) {

  /** Reads the first three lines of a checkpoint; its signature is not looked at. */
  static SignedState parse(byte[] checkpoint) {
    String[] lines = new String(checkpoint, StandardCharsets.UTF_8).split("\n", 4);
    try {
      if (lines.length == 4) {
        return new SignedState(
            lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
      }
    } catch (IllegalArgumentException damaged) {
      // falls through to the one sentence
    }
    throw new LogStopped("checkpoint-damaged", "A stored checkpoint cannot be read.");
  }
}
