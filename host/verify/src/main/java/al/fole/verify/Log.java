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
record Log(Tiles tiles, Ring ring, Checkpoint checkpoint, String frozen) {

  /**
   * @param vkey the key or ring that is trusted; null believes the directory's own
   */
  static Log open(Path directory, @Nullable Path vkey) throws IOException {
    var files = new Tiles(directory, 0);
    var own = files.has("keyring") ? "keyring" : "vkey";
    var ring = Ring.parse(vkey == null ? files.text(own) : Files.readString(vkey));
    var unsigned = Checkpoint.parse(files.text("checkpoint"));
    var log = new Log(new Tiles(directory, unsigned.size()), ring, unsigned, "");
    for (long index : files.numbers("rotation")) {
      log.follow(index);
    }
    ring.believe(files.text("checkpoint"));
    return files.has("frozen") ? new Log(log.tiles, ring, unsigned, log.reason()) : log;
  }

  /**
   * Adds the key that an entry announces, if its predecessor signed a tree that holds the entry.
   */
  private void follow(long index) {
    var overlap = Checkpoint.parse(tiles.text("rotation/" + index)).by(ring.at(index));
    requireConsistent(overlap, checkpoint);
    var entry = range(index, index + 1, overlap);
    Unsound.unless(entry.has(Entry.NEW_KEY), index, "no-key");
    ring.add(index + 1, entry.text(Entry.NEW_KEY));
  }

  private String reason() {
    var end = ring.believe(tiles.text("frozen"));
    Unsound.unless(end.size() >= checkpoint.size(), end.size(), "frozen-grew");
    boolean ours = end.size() == checkpoint.size() && !end.reason().isEmpty();
    Unsound.unless(ours, "frozen-other");
    end.requireRoot(checkpoint.root(), "frozen-other");
    return end.reason();
  }

  /** Fails unless the log begins with what the checkpoint was signed for. */
  void requireBegins(Checkpoint old) {
    Unsound.unless(old.size() <= checkpoint.size(), "earlier-larger");
    old.requireRoot(
        tiles.root(old.size(), old.size(), old.size()), "earlier-contradicts", old.size());
  }

  /** Two checkpoints against the same hashes of the same tiles: RFC 6962 §2.1.2. */
  void requireConsistent(Checkpoint old, Checkpoint later) {
    requireBegins(old);
    later.requireRoot(tiles.root(later.size(), old.size(), old.size()), "not-the-root");
  }

  /**
   * Fails unless the entries are well-formed and in the checkpoint's tree; reads them and a path.
   *
   * @param to not included
   * @return the last
   */
  Entry range(long from, long to, Checkpoint in) {
    Unsound.unless(from < to && to <= in.size(), "no-entries", from, to - 1, in.size());
    var entry = new Entry();
    for (long place = from / Tiles.WIDTH; place * Tiles.WIDTH < to; place++) {
      int first = (int) Math.max(from - place * Tiles.WIDTH, 0);
      int last = (int) Math.min(to - place * Tiles.WIDTH, Tiles.WIDTH);
      var bundle = tiles.bundle(place, first, last);
      for (int i = first; i < last; i++) {
        entry.read(bundle.first() + i, bundle.entries()[i]);
      }
    }
    in.requireRoot(tiles.root(in.size(), from, to), "not-the-root");
    return entry;
  }
}
