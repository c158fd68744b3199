// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the embedded database does not start, each in one sentence. */
final class StartFailures {

  /** The major version of the programs this host brings. */
  private static final String MAJOR = "17";

  private StartFailures() {}

  static StartRefused unwritable(Path directory, Throwable cause) {
    return new StartRefused(
        "The directory " + directory + " cannot be written.",
        "Në dosjen " + directory + " nuk mund të shkruhet.",
        cause);
  }

  static StartRefused portTaken(int port, @Nullable Throwable cause) {
    return new StartRefused(
        "Port " + port + " for PostgreSQL is taken by another program.",
        "Porta " + port + " për PostgreSQL është e zënë nga një program tjetër.",
        cause);
  }

  static void requireSpace(Path directory, long needed) throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < needed) {
      throw noSpace(directory, null);
    }
  }

  private static StartRefused noSpace(Path directory, @Nullable Throwable cause) {
    return new StartRefused(
        "The disk under " + directory + " has too little free space for PostgreSQL.",
        "Disku nën " + directory + " ka shumë pak hapësirë të lirë për PostgreSQL.",
        cause);
  }

  static void requireVersion(Path cluster) throws IOException {
    String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR)) {
      throw new StartRefused(
          "The data in "
              + cluster
              + " is of PostgreSQL "
              + version
              + ", this host brings "
              + MAJOR
              + ".",
          "Të dhënat në "
              + cluster
              + " janë të PostgreSQL "
              + version
              + ", ky program sjell "
              + MAJOR
              + ".");
    }
  }

  /** Reads the reason from the server's log. */
  static StartRefused explain(Path home, Path log, Throwable cause) throws IOException {
    if (cause instanceof StartRefused refused) {
      return refused;
    }
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    List<String> tail = lines.subList(Math.max(0, lines.size() - 40), lines.size());
    String text = String.join("\n", tail) + "\n" + cause + "\n" + cause.getCause();
    if (text.contains("No space left on device")) {
      return noSpace(home, cause);
    }
    if (text.contains("Permission denied")) {
      return unwritable(home, cause);
    }
    return new StartRefused(
        "PostgreSQL did not start; the reason is in " + log + ".",
        "PostgreSQL nuk u nis; arsyeja gjendet në " + log + ".",
        cause);
  }
}
