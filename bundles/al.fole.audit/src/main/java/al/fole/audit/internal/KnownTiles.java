// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tiles of published logs, kept in memory with the nodes inside them: a proof needs the same few of
 * the upper levels as any other, and the hashes of a published tile never change. A tile that is
 * not full is another one when it has grown. Those not asked for longest go first.
 */
final class KnownTiles {
  /** So many of 16 KiB each. */
  static final int MOST = 512;

  private final Map<Name, Nodes> known = new LinkedHashMap<>(MOST * 2, 0.75f, true);

  private record Name(int log, int level, long place, int width) {}

  /**
   * The tiles of a published log of the given size, read from its files where they are not known.
   */
  Tree.Tiles of(int log, long size, Tree.Tiles files) {
    return new Tree.Tiles() {
      @Override
      public byte[] hashes(int level, long place) {
        return files.hashes(level, place);
      }

      @Override
      public byte[] subtree(int level, long place, int from, int count) {
        long width = Math.min((size >>> (8 * level)) - place * Tree.WIDTH, Tree.WIDTH);
        if (from + count > width) {
          throw Tree.lacking(level, place);
        }
        return nodes(new Name(log, level, place, (int) width), files).subtree(from, count);
      }
    };
  }

  private Nodes nodes(Name name, Tree.Tiles files) {
    synchronized (known) {
      Nodes nodes = known.get(name);
      if (nodes != null) {
        return nodes;
      }
    }
    byte[] hashes = files.hashes(name.level(), name.place());
    if (hashes.length < name.width() * Tree.HASH) {
      throw Tree.lacking(name.level(), name.place());
    }
    var nodes = new Nodes(hashes, name.width());
    synchronized (known) {
      known.put(name, nodes);
      if (known.size() > MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return nodes;
  }

  /** A tile and all whole subtrees over its hashes: the children of node i are 2i and 2i + 1. */
  private static final class Nodes {
    private final byte[] nodes = new byte[2 * Tree.WIDTH * Tree.HASH];

    Nodes(byte[] hashes, int width) {
      System.arraycopy(hashes, 0, nodes, Tree.WIDTH * Tree.HASH, width * Tree.HASH);
      int whole = width / 2;
      for (int first = Tree.WIDTH / 2; first >= 1; first /= 2) {
        for (int i = first; i < first + whole; i++) {
          Tree.node(nodes, 2 * i, i);
        }
        whole /= 2;
      }
    }

    byte[] subtree(int from, int count) {
      int at = (Tree.WIDTH + from) / count * Tree.HASH;
      return Arrays.copyOfRange(nodes, at, at + Tree.HASH);
    }
  }
}
