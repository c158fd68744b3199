// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The files of a log, laid out as C2SP tlog-tiles says. */
record LogDirectory(Path root) {
  static final int WIDTH = 256;

  String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return Files.isRegularFile(root.resolve(name));
  }

  /** Indexes of the entries that announce a key, ascending. */
  List<Long> rotations() throws IOException {
    if (!Files.isDirectory(root.resolve("rotation"))) {
      return List.of();
    }
    try (var files = Files.list(root.resolve("rotation"))) {
      var names = files.map(file -> file.getFileName().toString());
      return names.filter(n -> n.matches("[0-9]{1,18}")).map(Long::valueOf).sorted().toList();
    }
  }

  /** Hashes of a tile, or seals of a bundle, one after the other. */
  byte[] hashes(String prefix, long place, int width) {
    int there = there(prefix, place, width);
    var bytes = bytes(path(prefix, place, there));
    if (bytes.length != there * Hash.SIZE) {
      throw new Unsound("%s has a wrong length", path(prefix, place, there));
    }
    return Arrays.copyOf(bytes, width * Hash.SIZE);
  }

  Bundle bundle(long place, int width) {
    int there = there("tile/entries", place, width);
    return Bundle.split(place, there, width, bytes(path("tile/entries", place, there)));
  }

  /** A living log removes a partial file once the full one is there, which begins the same. */
  private int there(String prefix, long place, int width) {
    return has(path(prefix, place, width)) || !has(path(prefix, place, WIDTH)) ? width : WIDTH;
  }

  private static String path(String prefix, long place, int width) {
    var digits = new StringBuilder("%03d".formatted(place % 1000));
    for (long rest = place / 1000; rest > 0; rest /= 1000) {
      digits.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return prefix + "/" + digits + (width < WIDTH ? ".p/" + width : "");
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(root.resolve(name));
    } catch (IOException e) {
      throw new Unsound("cannot read %s of the log", name);
    }
  }
}
