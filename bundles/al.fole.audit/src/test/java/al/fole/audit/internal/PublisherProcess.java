// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.database.Coordinates;
import al.fole.testing.TestDatabase;
import al.fole.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of its own that writes, sequences, signs and publishes on one thread, and looks after
 * each failure at what is visible: {@link BrokenDiskTest} breaks the disk under it.
 */
final class PublisherProcess {
  private static final int ATTEMPTS = 100;
  private static final Pattern SIZED =
      Pattern.compile("(tile/entries|tile/0|seal)/000(?:\\.p/([0-9]+))?");

  private final Trail trail;
  private final Path log;
  private final LogKeeper keeper;
  private final TreeMap<String, Integer> failures = new TreeMap<>();
  private long placesFailed;

  private PublisherProcess(Path home, Path coordinates) {
    trail = new Trail(home, new TestDatabase("given", Coordinates.read(coordinates), coordinates));
    log = trail.logDirectory();
    keeper = trail.keeper(log, trail.keyDirectory(), places(home));
  }

  static List<Path> places(Path home) {
    return List.of(home.resolve("one"), home.resolve("two"));
  }

  /** Home, coordinates file of the database, how many entries one after the other. */
  public static void main(String[] arguments) throws Exception {
    var process = new PublisherProcess(Path.of(arguments[0]), Path.of(arguments[1]));
    int entries = Integer.parseInt(arguments[2]);
    for (int size = 1; size <= entries; size++) {
      process.trail.write(1);
      process.publish(size);
    }
    process.keeper.close();
    System.out.printf(
        "published %d; failures %s; places failed %d%n",
        entries, process.failures, process.placesFailed);
    System.exit(0);
  }

  private void publish(int size) throws IOException {
    for (int attempt = 1; keeper.status().published() < size; attempt++) {
      if (attempt > ATTEMPTS) {
        throw new IllegalStateException("never published: " + keeper.status());
      }
      keeper.tick();
      String rule = keeper.status().rule();
      if (rule != null) {
        failures.merge(rule, 1, Integer::sum);
      }
      placesFailed += keeper.places().failing().size();
      requireWhole();
    }
  }

  /** Whatever has its name is whole, and the checkpoint holds. */
  private void requireWhole() throws IOException {
    if (Files.isDirectory(log)) {
      try (var files = Files.walk(log)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher sized = SIZED.matcher(log.relativize(file).toString());
          if (sized.matches()) {
            int width = sized.group(2) == null ? Tree.WIDTH : Integer.parseInt(sized.group(2));
            requireWidth(file, width, sized.group(1).equals("tile/entries"));
          }
        }
      }
    }
    if (Files.exists(log.resolve(LogFiles.CHECKPOINT))) {
      var said = new ByteArrayOutputStream();
      String key = trail.keyDirectory().resolve("seal.key").toString();
      int exit =
          Verify.run(new PrintStream(said, true, UTF_8), "full", log.toString(), "--seal-key", key);
      if (exit != 0) {
        throw new IllegalStateException(said.toString(UTF_8));
      }
    }
  }

  private static void requireWidth(Path file, int width, boolean bundle) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (!bundle && bytes.remaining() == width * Tree.HASH) {
      return;
    }
    int entries = 0;
    while (bundle && bytes.remaining() >= 2) {
      int length = Short.toUnsignedInt(bytes.getShort());
      if (length > bytes.remaining()) {
        break;
      }
      bytes.position(bytes.position() + length);
      entries++;
    }
    if (!bundle || entries != width || bytes.hasRemaining()) {
      throw new IllegalStateException(file + " is not whole");
    }
  }
}
