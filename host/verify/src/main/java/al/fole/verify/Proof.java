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
    boolean headed = lines.length >= 2 && lines[0].equals("c2sp.org/tlog-proof@v1");
    boolean whole = headed && lines[1].matches("index (0|[1-9][0-9]{0,17})");
    Unsound.unless(whole, "proof-malformed");
    var path = Arrays.stream(lines).skip(2).map(Checkpoint::base64).toList();
    return new Proof(Long.parseLong(lines[1].substring(6)), path, text.substring(end + 2));
  }

  /** RFC 9162 §2.1.3.2; returns the checkpoint the entry is in. */
  Checkpoint check(byte[] entry, Ring ring) {
    var checkpoint = ring.believe(note);
    Unsound.unless(index < checkpoint.size(), "no-entries", index, index, checkpoint.size());
    long node = index;
    long last = checkpoint.size() - 1;
    var hash = Hash.leaf(entry);
    for (var sibling : path) {
      Unsound.unless(last != 0, "proof-long");
      boolean left = (node & 1) == 1 || node == last;
      hash = left ? Hash.node(sibling, hash) : Hash.node(hash, sibling);
      int up = left ? Long.numberOfTrailingZeros(node) + 1 : 1;
      node >>= up;
      last >>= up;
    }
    Unsound.unless(last == 0, "proof-short");
    Unsound.unless(Arrays.equals(hash, checkpoint.root()), index, "proof-root");
    return checkpoint;
  }
}
