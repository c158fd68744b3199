// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code releases}: one sub-directory per activation with the release's JSON and the
 * jars it brought, and the pointer {@code current}. What {@link #point} has returned from survives
 * a crash; before, the former pointer does.
 */
final class Shelf {

  private static final String FEATURE = "feature.json";
  private static final String POINTER = "current";

  /** Activations kept, so that a way back is there and the disk does not fill. */
  private static final int KEPT = 5;

  private final Path directory;

  Shelf(Path directory) {
    this.directory = directory;
  }

  /** The pointer; empty before the first activation. */
  Optional<Pointer> pointer() throws IOException {
    try {
      return Optional.of(Pointer.parse(Files.readString(directory.resolve(POINTER))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The JSON of an activation, whether it is there or not. */
  Path feature(long activation) {
    return directory.resolve(Long.toString(activation)).resolve(FEATURE);
  }

  /** The JSON the pointer names; IOException when it was changed since. */
  Path feature(Pointer pointer) throws IOException {
    Path file = directory.resolve(pointer.feature());
    if (!Sha256.of(file).equals(pointer.sha256())) {
      throw new IOException(file + " is not the release the pointer names");
    }
    return file;
  }

  /** Copies a release with its jars under an activation number, durably. */
  Path keep(ReleaseFile release, long activation) throws IOException {
    Path file = feature(activation);
    Path home = directory.resolve(Long.toString(activation));
    discard(activation);
    Files.createDirectories(home);
    copy(release.file(), home, FEATURE);
    for (ReleaseFile.Part part : release.parts()) {
      if (part.jar().isPresent()) {
        Path target = home.resolve(ReleaseFile.REPOSITORY).resolve(part.path()).getParent();
        Files.createDirectories(Objects.requireNonNull(target));
        Path jar = part.jar().get().file();
        copy(jar, target, jar.getFileName().toString());
      }
    }
    sync(home);
    sync(directory);
    return file;
  }

  /** Makes an activation the one in force, durably, and forgets the very old ones. */
  Pointer point(ReleaseFile kept, long activation, String given) throws IOException {
    String path = directory.relativize(kept.file()).toString();
    var pointer = new Pointer(kept.id(), activation, path, Sha256.of(kept.file()), given);
    Path temporary = directory.resolve(POINTER + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes =
          java.nio.ByteBuffer.wrap(
              pointer.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        temporary,
        directory.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(directory);
    discard(activation - KEPT);
    return pointer;
  }

  /** Removes what is kept of an activation. */
  void discard(long activation) {
    Path home = directory.resolve(Long.toString(activation));
    if (!Files.exists(home)) {
      return;
    }
    try {
      Files.walkFileTree(
          home,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path directory, String name) throws IOException {
    Path to = directory.resolve(name);
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    sync(to);
    sync(directory);
  }

  /** Forces a file or directory to the disk. */
  private static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
