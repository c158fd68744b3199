// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;

/** The keys of a log, each with the first size it may sign. */
final class Ring {
  private final TreeMap<Long, Key> keys = new TreeMap<>();

  /**
   * An Ed25519 key.
   *
   * @param name the log's origin
   * @param id first four bytes of the key hash
   */
  record Key(String name, byte[] id, byte[] key) {

    /** Reads {@code name+hash+base64(0x01 ‖ public key)}; the hash must belong to name and key. */
    static Key parse(String text) {
      var parts = text.strip().split("\\+", 3);
      var typed = parts.length == 3 ? Checkpoint.base64(parts[2]) : new byte[0];
      Unsound.unless(typed.length == 33 && typed[0] == 1, "key-form");
      var hash = Hash.sha256(parts[0].getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typed);
      var digits = "%08x".formatted(ByteBuffer.wrap(hash).getInt());
      Unsound.unless(digits.equals(parts[1]), "key-hash");
      return new Key(parts[0], Arrays.copyOf(hash, 4), Arrays.copyOfRange(typed, 1, 33));
    }
  }

  /** Reads one key, or lines {@code <first size> <key>}. */
  static Ring parse(String text) {
    var ring = new Ring();
    for (var line : text.strip().split("\n")) {
      var words = line.strip().split(" ", 2);
      boolean sized = words.length == 2 && words[0].matches("[0-9]{1,18}");
      ring.add(sized ? Long.parseLong(words[0]) : 0, sized ? words[1] : line);
    }
    Unsound.unless(ring.keys.firstKey() == 0, "ring-begin");
    return ring;
  }

  void add(long from, String vkey) {
    var key = Key.parse(vkey);
    var same = keys.isEmpty() || keys.firstEntry().getValue().name().equals(key.name());
    Unsound.unless(same, "ring-other");
    keys.put(from, key);
  }

  /** The one key that must have signed a checkpoint of this size. */
  Key at(long size) {
    return keys.floorEntry(size).getValue();
  }

  Checkpoint believe(String note) {
    var checkpoint = Checkpoint.parse(note);
    keys.values().forEach(checkpoint::signedBy);
    return checkpoint.by(at(checkpoint.size()));
  }
}
