// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a log, laid out as C2SP tlog-tiles says. */
final class LogDirectory {
  static final int WIDTH = 256;
  private static final int HASH = 32;
  private final Path root;

  LogDirectory(Path root) {
    this.root = root;
  }

  String checkpoint() {
    return new String(bytes("checkpoint"), StandardCharsets.UTF_8);
  }

  String key() {
    return new String(bytes("vkey"), StandardCharsets.UTF_8);
  }

  /** Hashes of a tile; {@code width} below 256 names the partial tile. */
  List<byte[]> tile(int level, long index, int width) {
    return hashes("tile/" + level, index, width);
  }

  /** Seals of the entries of a bundle. */
  List<byte[]> seals(long index, int width) {
    return hashes("seal", index, width);
  }

  List<byte[]> entries(long index, int width) {
    int there = there("tile/entries", index, width);
    var name = path("tile/entries", index, there);
    var in = ByteBuffer.wrap(bytes(name));
    var entries = new ArrayList<byte[]>(there);
    while (in.hasRemaining()) {
      int length = in.remaining() < 2 ? Integer.MAX_VALUE : in.getShort() & 0xffff;
      if (length > in.remaining()) {
        throw new Unsound(index * WIDTH + entries.size(), name + " is cut short");
      }
      var entry = new byte[length];
      in.get(entry);
      entries.add(entry);
    }
    if (entries.size() != there) {
      throw new Unsound(name + " holds " + entries.size() + " entries instead of " + there);
    }
    return entries.subList(0, width);
  }

  private List<byte[]> hashes(String prefix, long index, int width) {
    int there = there(prefix, index, width);
    var name = path(prefix, index, there);
    var bytes = bytes(name);
    if (bytes.length != there * HASH) {
      throw new Unsound(name + " has a wrong length");
    }
    var hashes = new ArrayList<byte[]>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(java.util.Arrays.copyOfRange(bytes, i * HASH, (i + 1) * HASH));
    }
    return hashes;
  }

  /** A living log removes a partial file once the full one is there, which begins the same. */
  private int there(String prefix, long index, int width) {
    boolean partial = Files.exists(root.resolve(path(prefix, index, width)));
    boolean full = Files.exists(root.resolve(path(prefix, index, WIDTH)));
    return partial || !full ? width : WIDTH;
  }

  private static String path(String prefix, long index, int width) {
    var digits = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      digits.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return prefix + "/" + digits + (width < WIDTH ? ".p/" + width : "");
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(root.resolve(name));
    } catch (IOException e) {
      throw new Unsound("cannot read " + name + " of the log");
    }
  }
}
