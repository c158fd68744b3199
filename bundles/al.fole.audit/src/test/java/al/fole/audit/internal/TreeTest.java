// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeTest {
  private static final HexFormat HEX = HexFormat.of();

  /** The vectors of RFC 6962's reference implementation. */
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void knownEntriesHaveKnownRoots() {
    var growth = new Growth(0, (level, place) -> new byte[0]);
    assertEquals(ROOTS.get(0), HEX.formatHex(growth.root()));
    for (int size = 1; size <= ENTRIES.size(); size++) {
      growth.add(Tree.leaf(HEX.parseHex(ENTRIES.get(size - 1))));
      assertEquals(ROOTS.get(size), HEX.formatHex(growth.root()), "size " + size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537})
  void tilesGiveTheRootOfTheDefinition(int size) {
    var hashes = synthetic(size);
    var kept = grown(hashes, size);
    assertArrayEquals(root(hashes), new Tree(kept).root(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256, 4096})
  void growingInBatchesOfAnySizeIsTheSame(int batch) {
    var hashes = synthetic(5_000);
    var kept = grown(hashes, batch);
    for (int size : new int[] {0, 1, 255, 256, 257, 1_000, 4_999, 5_000}) {
      assertArrayEquals(root(hashes.subList(0, size)), new Tree(kept).root(size), "size " + size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 65_537})
  void everyPathLeadsToTheRoot(int size) {
    var hashes = synthetic(size);
    var tree = new Tree(grown(hashes, 4096));
    byte[] root = root(hashes);
    for (int index : new int[] {0, 1, 127, 254, 255, 256, size / 2, size - 2, size - 1}) {
      if (index >= 0 && index < size) {
        var path = tree.path(index, size);
        assertArrayEquals(root, climb(index, size, hashes.get(index), path), "index " + index);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> tree.path(size, size));
  }

  @Test
  void aLostTileStopsTheLog() {
    var tree = new Tree((level, place) -> new byte[0]);
    assertEquals("tile-missing", assertThrows(LogStopped.class, () -> tree.root(300)).rule());
  }

  static List<byte[]> synthetic(int size) {
    var hashes = new ArrayList<byte[]>(size);
    for (int i = 0; i < size; i++) {
      hashes.add(Tree.leaf(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return hashes;
  }

  static Tree.Tiles grown(List<byte[]> hashes, int batch) {
    Map<Growth.Place, byte[]> kept = new HashMap<>();
    Tree.Tiles tiles =
        (level, place) -> kept.getOrDefault(new Growth.Place(level, place), new byte[0]);
    for (int from = 0; from < hashes.size(); from += batch) {
      var growth = new Growth(from, tiles);
      hashes.subList(from, Math.min(from + batch, hashes.size())).forEach(growth::add);
      kept.putAll(growth.tiles());
    }
    return tiles;
  }

  /** RFC 6962 §2.1, word for word. */
  static byte[] root(List<byte[]> hashes) {
    if (hashes.isEmpty()) {
      return HEX.parseHex(ROOTS.get(0));
    }
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    return Tree.node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
  }

  /** RFC 9162 §2.1.3.2, word for word. */
  private static byte[] climb(long index, long size, byte[] leaf, List<byte[]> path) {
    long fn = index;
    long sn = size - 1;
    byte[] r = leaf;
    for (byte[] p : path) {
      if ((fn & 1) == 1 || fn == sn) {
        r = Tree.node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        r = Tree.node(r, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    assertEquals(0, sn);
    return r;
  }
}
