// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files only their owner may read, written so that a crash leaves the old or the new one. */
final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private KeyFiles() {}

  static void directory(Path directory) throws IOException {
    Files.createDirectory(directory, permissions(directory, OWNER_DIRECTORY));
  }

  /** Writes a new file and forces it to disk. */
  static void write(Path file, byte[] content) throws IOException {
    try (var out =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(file, OWNER_FILE))) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /** Replaces a file in one step and forces it to disk. */
  static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    write(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(file.resolveSibling("."));
  }

  static void forceDirectory(Path directory) throws IOException {
    if (posix(directory)) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * @throws KeysRefused when there is no such file, or others may read it
   */
  static Path present(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new KeysRefused("The key file " + file + " is missing: restore it from its back-up.");
    }
    requirePrivate(file);
    return file;
  }

  /**
   * @throws KeysRefused when anybody but the owner may read or write it
   */
  static void requirePrivate(Path path) throws IOException {
    if (posix(path)) {
      var allowed = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      allowed.removeAll(OWNER_DIRECTORY);
      if (!allowed.isEmpty()) {
        throw new KeysRefused(
            path
                + " is open to others than its owner ("
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                + "): close it (chmod go= "
                + path
                + ") and consider the keys known.");
      }
    }
  }

  private static FileAttribute<?>[] permissions(Path path, Set<PosixFilePermission> permissions) {
    return posix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
