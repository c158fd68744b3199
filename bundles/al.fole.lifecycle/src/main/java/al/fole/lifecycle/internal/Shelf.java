// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.archive.ReleaseArchive;
import al.fole.lifecycle.internal.Steps.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code releases}: one sub-directory per activation with the release's JSON and the
 * jars it brought, and the pointer {@code current}. What {@link #point} has returned from survives
 * a crash; before, the former pointer does.
 */
final class Shelf {

  private static final String FEATURE = "feature.json";
  private static final String PLATFORM = "platform.json";
  private static final String POINTER = "current";

  /** Activations kept, so that a way back is there and the disk does not fill. */
  private static final int KEPT = 5;

  /** Different releases of which the newest activation is kept beyond that: N, N-1 and N-2. */
  private static final int RELEASES = 3;

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

  /** The platform kept with an activation; empty when it is the one the host comes with. */
  Optional<Path> platform(long activation) {
    return Optional.of(feature(activation).resolveSibling(PLATFORM)).filter(Files::exists);
  }

  /** The platform the pointer names, if it names one; IOException when it was changed since. */
  Optional<Path> platform(Pointer pointer) throws IOException {
    if (pointer.platform().isEmpty()) {
      return Optional.empty();
    }
    Path file = feature(pointer.activation()).resolveSibling(PLATFORM);
    if (!Sha256.of(file).equals(pointer.platform())) {
      throw new IOException(file + " is not the platform the pointer names");
    }
    return Optional.of(file);
  }

  /**
   * Copies a release with its jars under an activation number, durably.
   *
   * @param platform the one it belongs to, unless that is the host's
   */
  Path keep(ReleaseFile release, Optional<ReleaseFile> platform, long activation)
      throws IOException {
    Path file = feature(activation);
    Path home = directory.resolve(Long.toString(activation));
    discard(activation);
    Files.createDirectories(home);
    copy(release.file(), home, FEATURE);
    for (String proof : ReleaseArchive.PROOF) {
      Path said = release.file().resolveSibling(proof);
      if (Files.exists(said)) {
        copy(said, home, proof);
      }
    }
    if (platform.isPresent()) {
      copy(platform.get().file(), home, PLATFORM);
      jars(platform.get(), home);
    }
    jars(release, home);
    sync(home);
    sync(directory);
    return file;
  }

  private static void jars(ReleaseFile release, Path home) throws IOException {
    for (ReleaseFile.Part part : release.parts()) {
      if (part.jar().isPresent()) {
        Path target = home.resolve(ReleaseFile.REPOSITORY).resolve(part.path()).getParent();
        Files.createDirectories(Objects.requireNonNull(target));
        Path jar = part.jar().get().file();
        copy(jar, target, jar.getFileName().toString());
      }
    }
  }

  /** A pointer to an activation that is kept, with the wishes of the one before. */
  Pointer pointer(ReleaseFile kept, long activation, String given, @Nullable Pointer before) {
    String path = directory.relativize(kept.file()).toString();
    String sha256 = Sha256.of(kept.file());
    Pointer there =
        before == null
            ? new Pointer(kept.id(), activation, path, sha256, given)
            : before.at(kept.id(), activation, path, sha256, given);
    return there.on(platform(activation).map(Sha256::of).orElse(""));
  }

  /** Makes a pointer the truth, durably. */
  void point(Pointer pointer, Steps steps) throws IOException {
    replace(directory.resolve(POINTER), pointer.text(), () -> steps.reached(Step.POINTER_WRITTEN));
    steps.reached(Step.POINTER_MOVED);
  }

  /** Forgets the very old activations. */
  void forgetBefore(Pointer pointer) throws IOException {
    Set<String> releases = new HashSet<>();
    for (long activation : activations()) {
      boolean newest = releases.size() < RELEASES && releases.add(Sha256.of(feature(activation)));
      if (activation <= pointer.activation() - KEPT && !newest) {
        discard(activation);
      }
    }
  }

  /** The activations that are kept, newest first. */
  List<Long> activations() throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .map(home -> home.getFileName().toString())
          .filter(name -> name.matches("[1-9][0-9]{0,17}"))
          .map(Long::valueOf)
          .filter(activation -> Files.exists(feature(activation)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Replaces a file by a new content: whole and on the disk, or not at all. */
  static void replace(Path file, String text, Runnable beforeTheMove) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    beforeTheMove.run();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(Objects.requireNonNull(file.getParent()));
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
