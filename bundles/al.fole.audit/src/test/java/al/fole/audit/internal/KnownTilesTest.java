// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept in memory of published tiles gives the same proofs as the tiles themselves. */
final class KnownTilesTest {
  private final KnownTiles known = new KnownTiles();
  private int read;

  /** As files of a log of this size: of each tile as many hashes as there are. */
  private Tree.Tiles files(List<byte[]> hashes) {
    var all = TreeTest.grown(hashes, 4096);
    return (level, place) -> {
      read++;
      return all.hashes(level, place);
    };
  }

  private static void assertSamePaths(Tree.Tiles expected, Tree.Tiles actual, int size) {
    for (int index = 0; index < size; index += Math.max(1, size / 300)) {
      assertSame(new Tree(expected).path(index, size), new Tree(actual).path(index, size));
    }
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
    assertArrayEquals(expected.toArray(), actual.toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 300, 511, 66_000})
  void everyPathIsThatOfTheTiles(int size) {
    var files = files(TreeTest.synthetic(size));
    assertSamePaths(files, known.of(1, size, files), size);
  }

  @Test
  void aTileIsReadOnce() {
    var tiles = known.of(1, 66_000, files(TreeTest.synthetic(66_000)));
    new Tree(tiles).path(0, 66_000);
    assertTrue(read > 2);
    read = 0;
    new Tree(tiles).path(255, 66_000);
    assertEquals(0, read);
  }

  @Test
  void aTileThatHasGrownIsAnother() {
    var hashes = TreeTest.synthetic(400);
    for (int size : new int[] {270, 300, 400}) {
      var files = files(hashes.subList(0, size));
      assertSamePaths(files, known.of(1, size, files), size);
    }
  }

  @Test
  void anEarlierTreeIsReadFromTheTilesOfALaterOne() {
    var files = files(TreeTest.synthetic(400));
    var tree = new Tree(known.of(1, 400, files));
    assertSame(new Tree(files).path(260, 300), tree.path(260, 300));
  }

  @Test
  void oneLogIsNotTakenForAnother() {
    var hashes = TreeTest.synthetic(600);
    var first = files(hashes.subList(0, 300));
    var second = files(hashes.subList(300, 600));
    assertSamePaths(first, known.of(1, 300, first), 300);
    assertSamePaths(second, known.of(2, 300, second), 300);
  }

  @Test
  void whatWasNotAskedForLongestIsForgotten() {
    byte[] tile = new byte[Tree.WIDTH * Tree.HASH];
    var tiles =
        known.of(
            1,
            (KnownTiles.MOST + 1L) * Tree.WIDTH,
            (level, place) -> {
              read++;
              return tile;
            });
    for (int place = 0; place < KnownTiles.MOST; place++) {
      tiles.subtree(0, place, 0, 1);
    }
    tiles.subtree(0, 0, 0, 1);
    tiles.subtree(0, KnownTiles.MOST, 0, 1);
    assertEquals(KnownTiles.MOST + 1, read);
    tiles.subtree(0, 0, 0, 1);
    assertEquals(KnownTiles.MOST + 1, read, "asked for just now");
    tiles.subtree(0, 1, 0, 1);
    assertEquals(KnownTiles.MOST + 2, read, "forgotten");
  }

  @Test
  void aLostTileIsNotRemembered() {
    var files = files(TreeTest.synthetic(300));
    var lost = known.of(1, 300, (level, place) -> new byte[0]);
    assertEquals(
        "tile-missing", assertThrows(LogStopped.class, () -> new Tree(lost).path(7, 300)).rule());
    assertSamePaths(files, known.of(1, 300, files), 300);
  }

  @Test
  void hashesPastTheEndAreNotThere() {
    var tiles = known.of(1, 300, files(TreeTest.synthetic(300)));
    tiles.subtree(0, 1, 32, 8);
    assertEquals(
        "tile-missing", assertThrows(LogStopped.class, () -> tiles.subtree(0, 1, 32, 16)).rule());
  }
}
