// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A C2SP checkpoint whose signature by the known key holds.
 *
 * @param origin name of the log
 * @param size number of entries
 * @param root of the tree, 32 bytes
 */
record Checkpoint(String origin, long size, byte[] root) {
  private static final byte ED25519 = 1;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

  /**
   * The log's public key.
   *
   * @param name its origin
   * @param id first four bytes of the key hash
   * @param key raw Ed25519 public key
   */
  record Key(String name, byte[] id, byte[] key) {

    /** Reads {@code name+hash+base64(0x01 ‖ key)}; the hash must belong to name and key. */
    static Key parse(String text) {
      var parts = text.strip().split("\\+", 3);
      if (parts.length != 3) {
        throw new Unsound("the verification key is not of the form name+hash+key");
      }
      var typed = base64(parts[2]);
      if (typed.length != 33 || typed[0] != ED25519) {
        throw new Unsound("the verification key is not an Ed25519 key");
      }
      var hash = Tree.sha256(parts[0].getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typed);
      var id = Arrays.copyOf(hash, 4);
      if (!"%08x".formatted(ByteBuffer.wrap(id).getInt()).equals(parts[1])) {
        throw new Unsound("the verification key's hash does not belong to it");
      }
      return new Key(parts[0], id, Arrays.copyOfRange(typed, 1, 33));
    }

    private boolean verifies(byte[] text, byte[] signature) {
      var signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(key, 0));
      signer.update(text, 0, text.length);
      return signature.length == 64 && signer.verifySignature(signature);
    }
  }

  static Checkpoint parse(String note, Key key) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new Unsound("the checkpoint is not a signed note");
    }
    var text = note.substring(0, end + 1);
    boolean signed = false;
    for (var line : note.substring(end + 2).split("\n", -1)) {
      if (!line.isEmpty()) {
        signed |= signedBy(key, text, line);
      }
    }
    if (!signed) {
      throw new Unsound("the checkpoint is not signed by " + key.name());
    }
    var lines = text.split("\n", -1);
    if (lines.length < 4 || !SIZE.matcher(lines[1]).matches()) {
      throw new Unsound("the checkpoint's text is malformed");
    }
    if (!lines[0].equals(key.name())) {
      throw new Unsound("the checkpoint is of the log " + lines[0]);
    }
    var root = base64(lines[2]);
    if (root.length != 32) {
      throw new Unsound("the checkpoint's root is not 32 bytes");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
  }

  /** A line of an unknown key is passed over; a line of the known key that fails is an error. */
  private static boolean signedBy(Key key, String text, String line) {
    var parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals("\u2014")) {
      throw new Unsound("a signature line of the checkpoint is malformed");
    }
    var signature = base64(parts[2]);
    if (signature.length < 5) {
      throw new Unsound("a signature line of the checkpoint is too short");
    }
    if (!parts[1].equals(key.name()) || !Arrays.equals(Arrays.copyOf(signature, 4), key.id())) {
      return false;
    }
    if (!key.verifies(
        text.getBytes(StandardCharsets.UTF_8),
        Arrays.copyOfRange(signature, 4, signature.length))) {
      throw new Unsound("the checkpoint's signature by " + key.name() + " does not hold");
    }
    return true;
  }

  static byte[] base64(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
        throw new Unsound("a base64 value is not in its one canonical form");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new Unsound("a base64 value is malformed");
    }
  }
}
