// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.util.HashMap;
import java.util.Map;

/** Tiles read once in a transaction: a root needs the same few many times. */
final class TileCache implements Tree.Tiles {
  private final Tree.Tiles tiles;
  private final Map<Growth.Place, byte[]> read = new HashMap<>();

  TileCache(Tree.Tiles tiles) {
    this.tiles = tiles;
  }

  @Override
  public byte[] hashes(int level, long place) {
    return read.computeIfAbsent(
        new Growth.Place(level, place), p -> tiles.hashes(p.level(), p.place()));
  }
}
