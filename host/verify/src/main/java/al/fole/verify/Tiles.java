// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The files of a log, laid out as C2SP tlog-tiles says, and the tree that they hold.
 *
 * @param size of the tree they were published for, at least of every tree asked about
 */
record Tiles(Path directory, long size) {
  static final int WIDTH = 256;

  /** Up to 256 entries, each the one whose hash its tile holds. */
  record Bundle(long first, byte[][] entries, byte[][] hashes) {}

  /**
   * One file of several parts.
   *
   * @param parts how many it must hold: a full file may stand for a partial one
   */
  private record Piece(String name, int parts, byte[] bytes) {}

  String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return Files.isRegularFile(directory.resolve(name));
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException e) {
      throw new Unsound(-1, -1, "no-file", name);
    }
  }

  /** The names in a directory beside the tiles that are numbers, ascending. */
  List<Long> numbers(String name) throws IOException {
    if (!Files.isDirectory(directory.resolve(name))) {
      return List.of();
    }
    try (var files = Files.list(directory.resolve(name))) {
      var names = files.map(file -> file.getFileName().toString());
      return names.filter(n -> n.matches("[0-9]{1,18}")).map(Long::valueOf).sorted().toList();
    }
  }

  /** How many parts of a tile belong to the tree. */
  int width(int level, long place) {
    return (int) Math.min(WIDTH, (size >>> (8 * level)) - place * WIDTH);
  }

  /** A living log removes a partial file once the full one is there, which begins the same. */
  private Piece piece(String prefix, long place, int width) {
    boolean there = has(name(prefix, place, width)) || !has(name(prefix, place, WIDTH));
    int parts = there ? width : WIDTH;
    var name = name(prefix, place, parts);
    return new Piece(name, parts, bytes(name));
  }

  private static String name(String prefix, long place, int width) {
    var digits = "%03d".formatted(place % 1000);
    for (long rest = place / 1000; rest > 0; rest /= 1000) {
      digits = "x%03d/".formatted(rest % 1000) + digits;
    }
    return prefix + "/" + digits + (width < WIDTH ? ".p/" + width : "");
  }

  /** Compares the entries from one to the other (not included) with the tile. */
  Bundle bundle(long place, int from, int to) {
    long first = place * WIDTH;
    var piece = piece("tile/entries", place, width(0, place));
    var hashes = tile(0, place);
    var bytes = piece.bytes;
    var entries = new byte[Math.min(to, hashes.length)][];
    int at = 0;
    for (int i = 0; i < entries.length; i++) {
      int start = at + 2;
      at = start <= bytes.length ? start + ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff) : start;
      boolean exact = i + 1 < piece.parts ? at <= bytes.length : at == bytes.length;
      Unsound.unless(exact, first + Math.max(i, from), "bundle-length");
      entries[i] = Arrays.copyOfRange(bytes, start, at);
      boolean same = i < from || Arrays.equals(Hash.leaf(entries[i]), hashes[i]);
      Unsound.unless(same, first + i, "bundle-entry");
    }
    return new Bundle(first, entries, hashes);
  }

  byte[][] tile(int level, long place) {
    return hashes("tile/" + level, level, place);
  }

  /** Whether the hash in a tile is that of the full tile below. */
  boolean agrees(int level, long place) {
    var below = Hash.tree(tile(level - 1, place), 0, WIDTH);
    return Arrays.equals(below, tile(level, place / WIDTH)[(int) (place % WIDTH)]);
  }

  /** Hashes, or seals, of one file. */
  byte[][] hashes(String prefix, int level, long place) {
    var piece = piece(prefix, place, width(level, place));
    Unsound.unless(piece.bytes.length == piece.parts * Hash.SIZE, "file-length", piece.name);
    var hashes = new byte[width(level, place)][];
    Arrays.setAll(hashes, i -> Arrays.copyOfRange(piece.bytes, i * Hash.SIZE, (i + 1) * Hash.SIZE));
    return hashes;
  }

  /**
   * The root of the first {@code of} entries: from the tiles of level 0 where they hold entries
   * from one to the other (not included), and from the hashes that also make the root of the first
   * {@code from}; else from the fewest.
   */
  byte[] root(long of, long from, long to) {
    return of == 0 ? Hash.sha256() : subtree(0, of, from, to);
  }

  private byte[] subtree(long first, long last, long from, long to) {
    long count = last - first;
    boolean apart = last <= from || first >= to || count < WIDTH;
    if (Long.bitCount(count) == 1 && apart) {
      int level = Long.numberOfTrailingZeros(count) / 8;
      long at = first >>> (8 * level);
      return Hash.tree(tile(level, at / WIDTH), (int) (at % WIDTH), (int) (count >>> (8 * level)));
    }
    long split = first + Long.highestOneBit(count - 1);
    return Hash.node(subtree(first, split, from, to), subtree(split, last, from, to));
  }
}
