// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.Arrays;
import java.util.List;

/**
 * A C2SP tlog-proof.
 *
 * @param path the inclusion hashes, from the leaf upwards
 * @param note the checkpoint
 */
record Proof(long index, List<byte[]> path, String note) {

  static Proof parse(String text) {
    int end = text.indexOf("\n\n");
    var lines = text.substring(0, Math.max(end, 0)).split("\n", -1);
    if (lines.length < 2
        || !lines[0].equals("c2sp.org/tlog-proof@v1")
        || !lines[1].matches("index (0|[1-9][0-9]{0,17})")) {
      throw new Unsound("the proof file is malformed");
    }
    var path = Arrays.stream(lines).skip(2).map(Checkpoint::base64).toList();
    return new Proof(Long.parseLong(lines[1].substring(6)), path, text.substring(end + 2));
  }

  /** RFC 9162 §2.1.3.2; returns the checkpoint the entry is in. */
  Checkpoint check(byte[] entry, Ring ring) {
    var checkpoint = ring.believe(note);
    if (index >= checkpoint.size()) {
      throw new Unsound("no entries %d to %d in a log of %d", index, index, checkpoint.size());
    }
    long node = index;
    long last = checkpoint.size() - 1;
    var hash = Hash.leaf(entry);
    for (var sibling : path) {
      if (last == 0) {
        throw new Unsound("the proof is too long");
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hash.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new Unsound("the proof is too short");
    }
    if (!Arrays.equals(hash, checkpoint.root())) {
      throw new Unsound(index, "the proof does not lead to the checkpoint's root");
    }
    return checkpoint;
  }
}
