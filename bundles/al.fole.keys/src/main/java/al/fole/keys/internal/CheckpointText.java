// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    return of(text).orElseThrow(() -> new IllegalArgumentException("not the body of a checkpoint"));
  }

  /** The checkpoint a text is, if it is one. */
  static Optional<CheckpointText> of(byte[] text) {
    var body = BODY.matcher(new String(text, StandardCharsets.UTF_8));
    return body.matches()
        ? Optional.of(
            new CheckpointText(body.group(1), Long.parseLong(body.group(2)), body.group(3)))
        : Optional.empty();
  }

  /** Whether a log that was signed like this may be signed like the other afterwards. */
  boolean mayBecome(CheckpointText next) {
    return origin.equals(next.origin)
        && (next.size > size || (next.size == size && next.root.equals(root)));
  }

  byte[] bytes() {
    return (origin + "\n" + size + "\n" + root + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
