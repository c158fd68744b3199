// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A large honest log, written as fast as it can be hashed: one node, one entry a transaction. */
final class BulkLog {
  /** Entries are as long as {@link #LEAF} with a field of their own that nobody understands. */
  static final int LEAF = 384;

  private BulkLog() {}

  /**
   * @param records how many records the entries change, in turn
   */
  static void write(Path dir, int size, int records) throws IOException {
    var draft = SampleLog.change(1, 1, 1, 1, 1);
    var bytes = draft.with(900, new byte[LEAF - draft.bytes().length - 4]).bytes();
    var entry = ByteBuffer.wrap(bytes);
    int record = indexOf(bytes, new byte[] {0, 21, 0, 16});
    int version = indexOf(bytes, new byte[] {0, 22, 0, 8});
    var level = new ByteArrayOutputStream();
    for (int first = 0; first < size; first += 256) {
      int width = Math.min(256, size - first);
      var bundle = ByteBuffer.allocate(width * (LEAF + 2));
      var tile = new byte[width * 32];
      for (int i = 0; i < width; i++) {
        long number = first + i;
        entry.putLong(43, number + 1);
        entry.putLong(record + 4, number % records * 0x9E3779B97F4A7C15L);
        entry.putLong(record + 12, number % records);
        entry.putLong(version + 4, number / records + 1);
        bundle.putShort((short) LEAF).put(bytes);
        System.arraycopy(Hash.leaf(bytes), 0, tile, i * 32, 32);
      }
      put(dir, "tile/entries", first / 256, width, bundle.array());
      put(dir, "tile/0", first / 256, width, tile);
      if (width == 256) {
        level.writeBytes(root(tile));
      }
    }
    for (int l = 1; level.size() > 0; l++) {
      var hashes = level.toByteArray();
      level = new ByteArrayOutputStream();
      for (int first = 0; first < hashes.length; first += 8192) {
        var tile = Arrays.copyOfRange(hashes, first, Math.min(first + 8192, hashes.length));
        put(dir, "tile/" + l, first / 8192, tile.length / 32, tile);
        if (tile.length == 8192) {
          level.writeBytes(root(tile));
        }
      }
    }
    var root = new Tiles(dir, size).root(size, size, size);
    var text = SampleLog.text(SampleLog.ORIGIN, size, root);
    Files.writeString(
        dir.resolve("checkpoint"), SampleLog.note(text, SampleLog.ORIGIN, SampleLog.KEY));
    Files.writeString(dir.resolve("vkey"), SampleLog.vkey());
  }

  private static byte[] root(byte[] tile) {
    var hashes = new byte[256][];
    Arrays.setAll(hashes, i -> Arrays.copyOfRange(tile, 32 * i, 32 * i + 32));
    return Hash.tree(hashes, 0, 256);
  }

  private static int indexOf(byte[] bytes, byte[] header) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(bytes, i, i + 4, header, 0, 4)) {
        return i;
      }
    }
  }

  private static void put(Path dir, String prefix, long place, int width, byte[] bytes)
      throws IOException {
    var digits = new StringBuilder("%03d".formatted(place % 1000));
    for (long rest = place / 1000; rest > 0; rest /= 1000) {
      digits.insert(0, "x%03d/".formatted(rest % 1000));
    }
    var file = dir.resolve(prefix + "/" + digits + (width < 256 ? ".p/" + width : ""));
    Files.createDirectories(file.resolve("..").normalize());
    Files.write(file, bytes);
  }
}
