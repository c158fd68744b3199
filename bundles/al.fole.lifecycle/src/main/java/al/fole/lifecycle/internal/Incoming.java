// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Archives as they were sent, {@code releases/incoming}, each under its own digest: the same one
 * twice is one file, and a name says nothing that its bytes do not. The newest few are kept.
 */
final class Incoming {

  /** Larger is no release archive. */
  static final long LIMIT = 64L << 20;

  private static final int KEPT = 4;

  private final Path directory;
  private final long limit;

  Incoming(Path directory) {
    this(directory, LIMIT);
  }

  Incoming(Path directory, long limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /**
   * Keeps what is sent.
   *
   * @return its SHA-256, in lower-case hexadecimal
   */
  String keep(InputStream in) {
    MessageDigest digest = Sha256.digest();
    Path temporary = null;
    try {
      Files.createDirectories(directory);
      temporary = Files.createTempFile(directory, "coming", ".part");
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        copy(in, file, digest);
        file.force(true);
      }
      String name = HexFormat.of().formatHex(digest.digest());
      Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      forgetOld();
      return name;
    } catch (IOException e) {
      throw Refusals.archiveBroken();
    } finally {
      discard(temporary);
    }
  }

  private void copy(InputStream in, FileChannel file, MessageDigest digest) throws IOException {
    var out = Channels.newOutputStream(file);
    byte[] part = new byte[64 * 1024];
    long sent = 0;
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      sent += n;
      if (sent > limit) {
        throw Refusals.archiveTooLarge(limit);
      }
      digest.update(part, 0, n);
      out.write(part, 0, n);
    }
  }

  private void forgetOld() throws IOException {
    List<Path> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(f -> f.getFileName().toString().matches("[0-9a-f]{64}")).forEach(kept::add);
    }
    kept.sort(Comparator.comparing(Incoming::arrived).reversed());
    for (Path old : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static long arrived(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void discard(@Nullable Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A kept archive.
   *
   * @throws al.fole.spi.Problem ABSENT {@code release-archive-not-kept}
   */
  Path archive(String sha256) {
    Path file = directory.resolve(sha256.matches("[0-9a-f]{64}") ? sha256 : "none");
    if (!Files.isRegularFile(file)) {
      throw Refusals.archiveNotKept();
    }
    return file;
  }
}
