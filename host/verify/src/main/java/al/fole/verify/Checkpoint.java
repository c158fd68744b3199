// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A C2SP signed note that says what a log held: a checkpoint, or the note of a frozen log.
 *
 * @param text what is signed
 * @param lines the signatures
 * @param reason why the log is frozen; empty in a checkpoint
 * @param size number of entries
 * @param root of the tree, 32 bytes
 */
record Checkpoint(
    String text, List<String> lines, String origin, long size, byte[] root, String reason) {
  private static final String FROZEN = "fole.al/frozen@v1\n";

  /** Reads it without asking who signed it. */
  static Checkpoint parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new Unsound("the checkpoint is not a signed note");
    }
    var text = note.substring(0, end + 1);
    boolean frozen = text.startsWith(FROZEN);
    var words = text.substring(frozen ? FROZEN.length() : 0).split("\n", -1);
    if (words.length < (frozen ? 5 : 4) || !words[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new Unsound("the checkpoint's text is malformed");
    }
    var root = base64(words[2]);
    if (root.length != Hash.SIZE) {
      throw new Unsound("the checkpoint's root is not 32 bytes");
    }
    var lines = Arrays.stream(note.substring(end + 2).split("\n")).toList();
    var reason = frozen ? words[3] : "";
    return new Checkpoint(text, lines, words[0], Long.parseLong(words[1]), root, reason);
  }

  /** Fails unless the key stands behind it and its log is the key's. */
  Checkpoint by(Ring.Key key) {
    if (!signedBy(key)) {
      throw new Unsound("the checkpoint is not signed by %s", key.name());
    }
    if (!origin.equals(key.name())) {
      throw new Unsound("the checkpoint is of the log %s", origin);
    }
    return this;
  }

  /** A line of an unknown key is passed over; a line of the known key that fails is an error. */
  boolean signedBy(Ring.Key key) {
    boolean signed = false;
    for (var line : lines) {
      var words = line.split(" ", -1);
      if (words.length != 3 || !words[0].equals("\u2014")) {
        throw new Unsound("a signature line of the checkpoint is malformed");
      }
      var signature = base64(words[2]);
      if (words[1].equals(key.name()) && Arrays.equals(signature, 0, 4, key.id(), 0, 4)) {
        var signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(key.key(), 0));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        signer.update(bytes, 0, bytes.length);
        if (!signer.verifySignature(Arrays.copyOfRange(signature, 4, signature.length))) {
          throw new Unsound("the checkpoint's signature by %s does not hold", key.name());
        }
        signed = true;
      }
    }
    return signed;
  }

  void require(byte[] computed, String otherwise, Object... values) {
    if (!Arrays.equals(root, computed)) {
      throw new Unsound(otherwise, values);
    }
  }

  static byte[] base64(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (bytes.length > 4 && Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException malformed) {
      // falls through to the one sentence
    }
    throw new Unsound("a base64 value is not in its one canonical form");
  }
}
