// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.HomeLock;
import al.fole.database.PrivateFiles;
import al.fole.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The one directory in which a host keeps everything; one live host at a time.
 *
 * @param root the directory
 */
record DataDirectory(Path root) {

  private static final long NEEDED_BYTES = 128L << 20;

  /** What a first start writes: the unpacked release and a new database. */
  private static final long FIRST_BYTES = 256L << 20;

  /** The letters of a printed password: none that looks like another. */
  private static final String LETTERS = "abcdefghkmnpqrstuvwxyz23456789";

  /**
   * Makes what is missing and takes the directory for this process.
   *
   * @throws StartRefused when it cannot be written, is in use, or its disk is full
   */
  static DataDirectory take(Path root, Teardown teardown) {
    try {
      DataDirectory data = new DataDirectory(root);
      requireSpace(root, Files.exists(data.postgres()) ? NEEDED_BYTES : FIRST_BYTES);
      teardown.add(HomeLock.take(root));
      for (Path part : new Path[] {data.log(), data.felix(), data.logs()}) {
        PrivateFiles.directory(part);
      }
      return data;
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  /** Before anything is written: a directory with half of its content helps nobody. */
  private static void requireSpace(Path root, long needed) throws IOException {
    Path there = root;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (Files.getFileStore(there).getUsableSpace() < needed) {
      throw noSpace(root, null);
    }
  }

  /** One sentence for a file that could not be written. */
  static StartRefused unwritable(Path root, IOException e) {
    String reason = String.valueOf(e.getMessage());
    return reason.contains("No space left")
        ? noSpace(root, e)
        : new StartRefused(
            "The directory " + root + " cannot be written.",
            "Në dosjen " + root + " nuk mund të shkruhet.",
            e);
  }

  private static StartRefused noSpace(Path root, @Nullable IOException e) {
    return new StartRefused(
        "The disk under " + root + " has too little free space.",
        "Disku nën " + root + " ka shumë pak hapësirë të lirë.",
        e);
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  /** Where {@code HostDatabase} writes how to reach the database. */
  Path coordinates() {
    return postgres().resolve("coordinates.properties");
  }

  Path log() {
    return root.resolve("log");
  }

  Path releases() {
    return root.resolve("releases");
  }

  Path felix() {
    return root.resolve("felix");
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** Keeps the day the invented families and cases of the demonstration were begun. */
  Path livesBegun() {
    return root.resolve("demonstration-day");
  }

  /** Is there once the demonstration has its families and cases. */
  Path lives() {
    return root.resolve("demonstration-lives");
  }

  /** Is there once the demonstration has its people. */
  Path people() {
    return root.resolve("demonstration-people");
  }

  /** The password of the invented people; drawn at the first start, kept for the next. */
  String demonstrationPassword() throws IOException {
    Path file = root.resolve("demonstration-password");
    if (!Files.exists(file)) {
      SecureRandom random = new SecureRandom();
      StringBuilder password = new StringBuilder();
      for (int i = 0; i < 16; i++) {
        password.append(i > 0 && i % 4 == 0 ? "-" : "");
        password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      PrivateFiles.write(file, password + "\n");
    }
    return Files.readString(file).strip();
  }
}
