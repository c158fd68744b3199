// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;

/**
 * The files a running host writes: its database, its log, its own lines; not the bundles and their
 * cache. The host goes on meanwhile, so one that is renamed or removed while it is looked for is
 * passed over; what came in its place is written by the same hand and found by the next test.
 */
final class WrittenFiles {
  private WrittenFiles() {}

  /**
   * Shows each file below the directory.
   *
   * @param reader takes its place in the directory and its bytes, each as one character
   * @return how many were shown
   */
  static int show(Path data, BiConsumer<String, String> reader) throws IOException {
    int[] shown = {0};
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = data.relativize(dir).toString();
            return name.equals("felix") || name.equals("bundles")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              try {
                reader.accept(
                    data.relativize(file).toString(),
                    Files.readString(file, StandardCharsets.ISO_8859_1));
                shown[0]++;
              } catch (NoSuchFileException e) {
                return FileVisitResult.CONTINUE; // renamed since the directory was read
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return shown[0];
  }
}
