// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed note (C2SP) as it was published: its text and the contents of its signature lines by
 * name. Lines that cannot be read are passed over, as are those of keys that are not ours.
 */
record SignedNote(byte[] text, List<Line> lines) {

  /** A signature line: the key's name, and its id with the signature. */
  record Line(String name, byte[] content) {}

  /**
   * A checkpoint some of our keys have signed.
   *
   * @param signers names of those keys, in their order
   */
  record Ours(CheckpointText body, List<String> signers) {

    /** The last of them. */
    String latest() {
      return signers.get(signers.size() - 1);
    }

    /** What the ring of a directory becomes that knows nothing newer. */
    List<SignerRing.Turn> ring(Iterable<String> order) {
      // Signed by the last one alone: it began before, and its predecessor signs nothing any more.
      long since = signers.size() > 1 ? body.size() : Math.max(body.size() - 1, 0);
      var ring = new ArrayList<SignerRing.Turn>();
      for (String name : order) {
        ring.add(new SignerRing.Turn(ring.isEmpty() ? 0 : since, name));
        if (name.equals(latest())) {
          return ring;
        }
      }
      throw new IllegalArgumentException("no key " + latest());
    }
  }

  static Optional<SignedNote> parse(String note) {
    int end = note.indexOf("\n\n");
    if (end < 0) {
      return Optional.empty();
    }
    var lines = new ArrayList<Line>();
    for (String line : note.substring(end + 2).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length == 3 && words[0].equals("\u2014")) {
        try {
          lines.add(new Line(words[1], Base64.getDecoder().decode(words[2])));
        } catch (IllegalArgumentException notBase64) {
          continue;
        }
      }
    }
    return Optional.of(
        new SignedNote(note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8), lines));
  }

  /** Names of the keys whose signature over the text holds. */
  List<String> signers(String name, Map<String, SigningKey> keys) {
    return keys.entrySet().stream()
        .filter(
            key ->
                lines.stream()
                    .anyMatch(
                        line ->
                            line.name().equals(name)
                                && Ed25519Key.verifies(key.getValue(), name, text, line.content())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The checkpoint it is, when one of the keys has signed it. */
  Optional<Ours> checkpointOf(Map<String, SigningKey> keys) {
    return CheckpointText.of(text)
        .map(body -> new Ours(body, signers(body.origin(), keys)))
        .filter(ours -> !ours.signers().isEmpty());
  }
}
