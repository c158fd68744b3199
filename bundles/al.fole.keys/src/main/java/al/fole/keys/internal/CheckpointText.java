// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The body of a C2SP checkpoint: what is signed.
 *
 * @param origin name of the log
 * @param size number of entries
 * @param root base64 of the 32-byte root
 */
record CheckpointText(String origin, long size, String root) {
  private static final Pattern BODY =
      Pattern.compile("([^\\s+]{1,100})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n");

  /**
   * @throws IllegalArgumentException when it is anything else: this key signs checkpoints only
   */
  static CheckpointText parse(byte[] text) {
    var body = BODY.matcher(new String(text, StandardCharsets.UTF_8));
    if (!body.matches()) {
      throw new IllegalArgumentException("not the body of a checkpoint");
    }
    return new CheckpointText(body.group(1), Long.parseLong(body.group(2)), body.group(3));
  }

  byte[] bytes() {
    return (origin + "\n" + size + "\n" + root + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
