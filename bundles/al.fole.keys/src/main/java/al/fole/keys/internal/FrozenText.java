// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The text of the note that ends a log (ENTRY-FORMAT-1, frozen logs).
 *
 * @param last the last checkpoint that was signed of it
 * @param reason code in kebab case
 */
record FrozenText(CheckpointText last, String reason) {
  private static final String HEAD = "fole.al/frozen@v1\n";
  private static final Pattern TEXT =
      Pattern.compile(HEAD + "((?:[^\n]+\n){3})([a-z][a-z-]{0,63})\n");

  static Optional<FrozenText> of(byte[] text) {
    var parts = TEXT.matcher(new String(text, StandardCharsets.UTF_8));
    if (!parts.matches()) {
      return Optional.empty();
    }
    return CheckpointText.of(parts.group(1).getBytes(StandardCharsets.UTF_8))
        .map(last -> new FrozenText(last, String.valueOf(parts.group(2))));
  }

  byte[] bytes() {
    return (HEAD + new String(last.bytes(), StandardCharsets.UTF_8) + reason + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Name of the one log that may follow: {@code fole.al/} and the UUID version 8 of the first 16
   * bytes of H(text), so that whoever freezes the same log at the same state begins the same one.
   */
  String successor() {
    try {
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes()));
      long high = (hash.getLong() & ~0xF000L) | 0x8000L;
      long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return "fole.al/" + new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
