// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The unpacked programs. The library takes an unpacking that was interrupted, or that met a full
 * disk, for a finished one or stumbles over it for ever; here it is removed. One process at a time
 * unpacks.
 */
final class Binaries implements AutoCloseable {

  /** The library's mark of a finished unpacking. */
  private static final String FINISHED = ".exists";

  private final Path directory;
  private final boolean present;
  private final FileChannel channel;
  private final FileLock lock;

  private Binaries(Path directory, boolean present, FileChannel channel, FileLock lock) {
    this.directory = directory;
    this.present = present;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits for whoever unpacks in the same directory; removes what is half there. */
  static Binaries hold(Path directory) throws IOException {
    PrivateFiles.directory(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.lock();
      return new Binaries(directory, prune(directory, false), channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** After a failed start: what was unpacked just now is not to be trusted. */
  void distrust() throws IOException {
    if (!present) {
      prune(directory, true);
    }
  }

  private static boolean prune(Path directory, boolean all) throws IOException {
    boolean present = false;
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(directory, "PG-*")) {
      for (Path version : versions) {
        if (all || !Files.exists(version.resolve(FINISHED))) {
          PrivateFiles.delete(version);
        } else {
          present = true;
        }
      }
    }
    return present;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    }
  }
}
