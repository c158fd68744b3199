// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import al.fole.archive.tool.ArchiveTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the release archive of this build, signed when the build was given a key. */
public final class ArchiveGenerator {

  /** What a property of the build says that was not set. */
  private static final String NONE = "none";

  private ArchiveGenerator() {}

  /**
   * Builds the archive and signs it if there is a key.
   *
   * @param args release directory, list of changes, archive; then key, certificate and file of the
   *     passphrase, each {@code none} when there is none
   */
  public static void main(String[] args) throws IOException {
    Path release = Path.of(args[0]);
    if (!Files.exists(release.resolve("bom.json"))) {
      System.out.println("no release archive: this build has made no bill of materials");
      return;
    }
    call(List.of("build", args[0], args[1], args[2]));
    if (!args[3].equals(NONE)) {
      List<String> sign = List.of("sign", args[2], args[3], args[4], args[5]);
      call(args[5].equals(NONE) ? sign.subList(0, 4) : sign);
    }
  }

  private static void call(List<String> words) throws IOException {
    if (ArchiveTool.run(words, System.out) != 0) {
      throw new IOException("the release archive could not be made");
    }
  }
}
