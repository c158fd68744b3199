// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log directory up to a checkpoint that the key valid for its size has signed.
 *
 * @param frozen why the log has ended; empty while it goes on
 */
record Log(LogDirectory files, Ring ring, Checkpoint checkpoint, StoredTree tree, String frozen) {
  static final String NOT_THE_ROOT = "the entries do not lead to the checkpoint's root";

  /**
   * @param vkey the key or ring that is trusted; null believes the directory's own
   */
  static Log open(Path directory, @Nullable Path vkey) throws IOException {
    var files = new LogDirectory(directory);
    var own = files.has("keyring") ? "keyring" : "vkey";
    var ring = Ring.parse(vkey == null ? files.text(own) : Files.readString(vkey));
    var unsigned = Checkpoint.parse(files.text("checkpoint"));
    var log = new Log(files, ring, unsigned, new StoredTree(files, unsigned.size()), "");
    for (long index : files.rotations()) {
      log.follow(index);
    }
    ring.believe(files.text("checkpoint"));
    return new Log(files, ring, unsigned, log.tree, files.has("frozen") ? log.reason() : "");
  }

  /**
   * Adds the key that an entry announces, if its predecessor signed a tree that holds the entry.
   */
  private void follow(long index) {
    var overlap = Checkpoint.parse(files.text("rotation/" + index)).by(ring.at(index));
    requireConsistent(overlap, checkpoint);
    var entry = new Entry();
    range(index, index + 1, overlap, entry);
    if (!entry.has(Entry.NEW_KEY)) {
      throw new Unsound(index, "announces no key");
    }
    ring.add(index + 1, entry.text(Entry.NEW_KEY));
  }

  private String reason() {
    var end = ring.believe(files.text("frozen"));
    if (end.size() < checkpoint.size()) {
      throw new Unsound(end.size(), "the log grew after it was frozen");
    }
    if (end.size() > checkpoint.size() || end.reason().isEmpty()) {
      throw new Unsound("the note of the frozen log is not of this log");
    }
    end.require(checkpoint.root(), "the note of the frozen log is not of this log");
    return end.reason();
  }

  /** Fails unless the log begins with what the checkpoint was signed for. */
  void requireBegins(Checkpoint old) {
    if (old.size() > checkpoint.size()) {
      throw new Unsound("an earlier checkpoint is larger than the log: it was cut back");
    }
    old.require(
        tree.root(old.size()), "the log contradicts its earlier checkpoint of size %d", old.size());
  }

  /** Two checkpoints against the same hashes of the same tiles: RFC 6962 §2.1.2. */
  void requireConsistent(Checkpoint old, Checkpoint later) {
    requireBegins(old);
    later.require(tree.rootFrom(later.size(), old.size()), NOT_THE_ROOT);
  }

  /**
   * Fails unless the entries are well-formed and in the checkpoint's tree; reads them and a path.
   *
   * @param to not included
   */
  void range(long from, long to, Checkpoint in, Entry entry) {
    if (from < 0 || from >= to || to > in.size() || to - from > 1 << 26) {
      throw new Unsound("no entries %d to %d in a log of %d", from, to - 1, in.size());
    }
    var leaves = new byte[(int) (to - from) * Hash.SIZE];
    for (long place = from >> 8; place << 8 < to; place++) {
      var bundle = files.bundle(place, width(place));
      var tile = tree.tile(0, place);
      int first = (int) Math.max(from - (place << 8), 0);
      int last = (int) Math.min(to - (place << 8), LogDirectory.WIDTH);
      bundle.check(tile, first, last);
      int at = (int) ((place << 8) + first - from) * Hash.SIZE;
      System.arraycopy(tile, first * Hash.SIZE, leaves, at, (last - first) * Hash.SIZE);
      for (int i = first; i < last; i++) {
        bundle.read(i, entry);
      }
    }
    in.require(tree.rootWith(in.size(), from, leaves), NOT_THE_ROOT);
  }

  /** How many entries stand in a bundle. */
  int width(long place) {
    return (int) Math.min(LogDirectory.WIDTH, checkpoint.size() - (place << 8));
  }
}
