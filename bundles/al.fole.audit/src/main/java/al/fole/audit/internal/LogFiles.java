// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The published log as static files: C2SP tlog-tiles, {@code seal/} beside the entry bundles,
 * {@code checkpoint}, {@code vkey}, {@code keyring} and, of a log that has ended, {@code frozen}.
 * Each file appears whole or not at all, and the checkpoint after everything it speaks of.
 */
final class LogFiles {
  static final String CHECKPOINT = "checkpoint";
  static final String VKEY = "vkey";
  static final String KEYRING = "keyring";
  static final String FROZEN = "frozen";
  private static final int BUFFER = 16 * 1024;

  private static final Set<StandardOpenOption> NEW_CONTENT =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);

  private final Path root;
  private final Steps steps;
  private final Set<Path> touched = new HashSet<>();

  LogFiles(Path root) {
    this(root, Steps.NONE);
  }

  /**
   * @param steps told of each point of publishing that is a file's
   */
  LogFiles(Path root, Steps steps) {
    this.root = root;
    this.steps = steps;
  }

  /** The same place for another thread that writes there. */
  LogFiles beside() {
    return new LogFiles(root);
  }

  /** The name of a tile or bundle; {@code width} below 256 names the partial one. */
  static String name(String prefix, long place, int width) {
    var digits = new StringBuilder("%03d".formatted(place % 1000));
    for (long rest = place / 1000; rest > 0; rest /= 1000) {
      digits.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return prefix + "/" + digits + (width < Tree.WIDTH ? ".p/" + width : "");
  }

  /** The published checkpoint. */
  Optional<String> checkpoint() {
    return read(CHECKPOINT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** When the checkpoint was published. */
  Instant publishedAt() {
    try {
      return Files.getLastModifiedTime(root.resolve(CHECKPOINT)).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A published file. */
  Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tiles of the published tree of the given size. */
  Tree.Tiles tiles(long size) {
    return (level, place) -> {
      long hashes = (size >>> (8 * level)) - place * Tree.WIDTH;
      int width = (int) Math.min(hashes, Tree.WIDTH);
      return sized("tile/" + level, place, width)
          .map(bytes -> Arrays.copyOf(bytes, width * Tree.HASH))
          .orElse(new byte[0]);
    };
  }

  /** The bytes of an entry in the published log of the given size. */
  Optional<byte[]> entry(long index, long size) {
    long place = index / Tree.WIDTH;
    int width = (int) Math.min(size - place * Tree.WIDTH, Tree.WIDTH);
    int number = (int) (index % Tree.WIDTH);
    var exact = nth(name("tile/entries", place, width), number);
    return exact.isPresent() ? exact : nth(name("tile/entries", place, Tree.WIDTH), number);
  }

  /** Reads a bundle up to the entry, no further. */
  private Optional<byte[]> nth(String name, int number) {
    try (var file = Files.newInputStream(root.resolve(name));
        var bundle = new DataInputStream(new BufferedInputStream(file, BUFFER))) {
      for (int i = 0; i < number; i++) {
        bundle.skipNBytes(bundle.readUnsignedShort());
      }
      byte[] entry = new byte[bundle.readUnsignedShort()];
      bundle.readFully(entry);
      return Optional.of(entry);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A partial file is removed some time after its full one is there: that one begins the same. */
  private Optional<byte[]> sized(String prefix, long place, int width) {
    var exact = read(name(prefix, place, width));
    return exact.isPresent() ? exact : read(name(prefix, place, Tree.WIDTH));
  }

  /** Writes a file in one step; {@link #settle} makes its name durable. */
  void write(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Path parent = file.resolveSibling(".").normalize();
    if (!Files.isDirectory(parent)) {
      createDirectories(parent);
    }
    try (var out = FileChannel.open(next, NEW_CONTENT)) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    boolean last = name.equals(CHECKPOINT);
    steps.reached(last ? Step.PUBLISH_CHECKPOINT_READY : Step.PUBLISH_FILE_READY);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    touched.add(parent);
  }

  /** Removes the partial files of a place. */
  void removePartials(String prefix, long place) throws IOException {
    Path directory = root.resolve(name(prefix, place, Tree.WIDTH) + ".p");
    if (Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  /** Forces the names of all files written since the last call to disk. */
  void settle() throws IOException {
    for (Path directory : touched) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
          throw e;
        }
      }
    }
    touched.clear();
  }

  private void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Path at = directory; at != null && at.startsWith(root); at = at.getParent()) {
      touched.add(at);
    }
  }
}
