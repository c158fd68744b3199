// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole log and proves it, entry by entry. */
final class FullCheck {
  private final LogDirectory log;
  private final Checkpoint checkpoint;
  private final List<Checkpoint> earlier;
  private final @Nullable Seals seals;
  private final Contiguity contiguity = new Contiguity();
  private final Tree tree = new Tree();

  /** Hashes of the tile being filled, per level. */
  private final List<List<byte[]>> levels = new ArrayList<>();

  private final List<Long> tiles = new ArrayList<>();

  FullCheck(
      LogDirectory log, Checkpoint checkpoint, List<Checkpoint> earlier, @Nullable Seals seals) {
    this.log = log;
    this.checkpoint = checkpoint;
    this.earlier = List.copyOf(earlier);
    this.seals = seals;
  }

  Contiguity run() {
    for (var old : earlier) {
      if (old.size() > checkpoint.size()) {
        throw new Unsound("an earlier checkpoint is larger than the log: it was cut back");
      }
    }
    compareEarlier();
    for (long bundle = 0; bundle * LogDirectory.WIDTH < checkpoint.size(); bundle++) {
      bundle(bundle, width(bundle, checkpoint.size()));
    }
    for (int level = 0; level < levels.size(); level++) {
      var rest = levels.get(level);
      if (!rest.isEmpty()) {
        compare(level, tiles.get(level), rest);
      }
    }
    if (!Arrays.equals(tree.root(), checkpoint.root())) {
      throw new Unsound("the entries do not lead to the checkpoint's root");
    }
    contiguity.finish();
    return contiguity;
  }

  private void bundle(long bundle, int width) {
    var entries = log.entries(bundle, width);
    var sealed = seals == null ? null : log.seals(bundle, width);
    for (int i = 0; i < width; i++) {
      long index = bundle * LogDirectory.WIDTH + i;
      var bytes = entries.get(i);
      var hash = Tree.leaf(bytes);
      var entry = Entry.read(index, bytes);
      if (seals != null && sealed != null) {
        seals.add(index, entry, hash, sealed.get(i));
      }
      contiguity.add(index, entry);
      tree.add(hash);
      push(0, hash);
      compareEarlier();
    }
  }

  private void push(int level, byte[] hash) {
    if (levels.size() == level) {
      levels.add(new ArrayList<>());
      tiles.add(0L);
    }
    var tile = levels.get(level);
    tile.add(hash);
    if (tile.size() == LogDirectory.WIDTH) {
      compare(level, tiles.get(level), tile);
      tiles.set(level, tiles.get(level) + 1);
      var root = Tree.root(tile);
      tile.clear();
      push(level + 1, root);
    }
  }

  private void compare(int level, long index, List<byte[]> computed) {
    var published = log.tile(level, index, computed.size());
    for (int i = 0; i < computed.size(); i++) {
      if (!Arrays.equals(published.get(i), computed.get(i))) {
        long entry = (index * LogDirectory.WIDTH + i) << (8 * level);
        throw new Unsound(entry, "a tile of level " + level + " is not the hash of its entries");
      }
    }
  }

  private void compareEarlier() {
    for (var old : earlier) {
      if (old.size() == tree.size() && !Arrays.equals(old.root(), tree.root())) {
        throw new Unsound("the log contradicts its earlier checkpoint of size " + old.size());
      }
    }
  }

  private static int width(long bundle, long size) {
    return (int) Math.min(LogDirectory.WIDTH, size - bundle * LogDirectory.WIDTH);
  }
}
