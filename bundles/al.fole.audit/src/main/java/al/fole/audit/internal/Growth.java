// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries being added to a tree: the tiles that change, and the root afterwards. */
final class Growth {
  private final Tree.Tiles stored;
  private final Map<Place, Tile> changed = new LinkedHashMap<>();
  private long size;

  Growth(long size, Tree.Tiles stored) {
    this.size = size;
    this.stored = stored;
  }

  /**
   * The name of a tile.
   *
   * @param level 0 holds leaf hashes, each level above the roots of full tiles below
   * @param place from the left
   */
  record Place(int level, long place) {}

  void add(byte[] leafHash) {
    append(0, size, leafHash);
    size++;
  }

  long size() {
    return size;
  }

  byte[] root() {
    return new Tree(this::hashes).root(size);
  }

  /** The tiles that changed, whole. */
  Map<Place, byte[]> tiles() {
    var tiles = new LinkedHashMap<Place, byte[]>();
    changed.forEach((place, tile) -> tiles.put(place, tile.bytes()));
    return tiles;
  }

  private void append(int level, long index, byte[] hash) {
    var place = new Place(level, index / Tree.WIDTH);
    int width = (int) (index % Tree.WIDTH);
    var tile = changed.computeIfAbsent(place, p -> begun(p, width));
    tile.append(hash);
    if (width == Tree.WIDTH - 1) {
      append(level + 1, index / Tree.WIDTH, Tree.perfect(tile.hashes, 0, Tree.WIDTH));
    }
  }

  private Tile begun(Place place, int width) {
    var tile = new Tile();
    if (width > 0) {
      byte[] before = stored.hashes(place.level(), place.place());
      if (before.length != width * Tree.HASH) {
        throw new LogStopped(
            "tile-missing",
            "Tile " + place.level() + "/" + place.place() + " is not as the tree left it.");
      }
      System.arraycopy(before, 0, tile.hashes, 0, before.length);
      tile.width = width;
    }
    return tile;
  }

  private byte[] hashes(int level, long place) {
    var tile = changed.get(new Place(level, place));
    return tile == null ? stored.hashes(level, place) : tile.bytes();
  }

  private static final class Tile {
    final byte[] hashes = new byte[Tree.WIDTH * Tree.HASH];
    int width;

    void append(byte[] hash) {
      System.arraycopy(hash, 0, hashes, width * Tree.HASH, Tree.HASH);
      width++;
    }

    byte[] bytes() {
      return Arrays.copyOf(hashes, width * Tree.HASH);
    }
  }
}
