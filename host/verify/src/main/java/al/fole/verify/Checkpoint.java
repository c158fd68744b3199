// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A C2SP signed note that says what a log held: a checkpoint, or the note of a frozen log.
 *
 * @param text what is signed
 * @param lines the signatures
 * @param size number of entries
 * @param root of the tree, 32 bytes
 * @param reason why the log is frozen; empty in a checkpoint
 */
record Checkpoint(
    String text, List<String> lines, String origin, long size, byte[] root, String reason) {
  private static final String FROZEN = "fole.al/frozen@v1\n";

  /** Reads it without asking who signed it. */
  static Checkpoint parse(String note) {
    int end = note.lastIndexOf("\n\n");
    Unsound.unless(end >= 0 && note.endsWith("\n"), "note-unsigned");
    var text = note.substring(0, end + 1);
    boolean frozen = text.startsWith(FROZEN);
    var words = text.substring(frozen ? FROZEN.length() : 0).split("\n", -1);
    boolean sized = words.length > 1 && words[1].matches("0|[1-9][0-9]{0,17}");
    Unsound.unless(sized && words.length >= (frozen ? 5 : 4), "note-malformed");
    var root = base64(words[2]);
    Unsound.unless(root.length == Hash.SIZE, "note-root");
    var lines = List.of(note.substring(end + 2).split("\n"));
    var reason = frozen ? words[3] : "";
    return new Checkpoint(text, lines, words[0], Long.parseLong(words[1]), root, reason);
  }

  /** Fails unless the key stands behind it and its log is the key's. */
  Checkpoint by(Ring.Key key) {
    Unsound.unless(signedBy(key), "note-not-by", key.name());
    Unsound.unless(origin.equals(key.name()), "note-of", origin);
    return this;
  }

  /** A line of an unknown key is passed over; a line of the known key that fails is an error. */
  boolean signedBy(Ring.Key key) {
    boolean signed = false;
    for (var line : lines) {
      var words = line.split(" ", -1);
      Unsound.unless(words.length == 3 && words[0].equals("\u2014"), "note-line");
      var signature = base64(words[2]);
      if (words[1].equals(key.name()) && Arrays.equals(signature, 0, 4, key.id(), 0, 4)) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean whole = signature.length == 4 + Ed25519.SIGNATURE_SIZE;
        signed = whole && Ed25519.verify(signature, 4, key.key(), 0, bytes, 0, bytes.length);
        Unsound.unless(signed, "note-signature", key.name());
      }
    }
    return signed;
  }

  void requireRoot(byte[] computed, String otherwise, Object... values) {
    Unsound.unless(Arrays.equals(root, computed), otherwise, values);
  }

  static byte[] base64(String text) {
    Unsound.unless(text.length() % 4 == 0 && text.matches("[A-Za-z0-9+/]+={0,2}"), "base64");
    var bytes = Base64.getDecoder().decode(text);
    boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(text);
    Unsound.unless(bytes.length > 4 && canonical, "base64");
    return bytes;
  }
}
