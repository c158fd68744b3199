// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories that whoever has the database cannot write: in each, per log, {@code checkpoints},
 * every checkpoint signed, one behind the other with an empty line between, only ever appended to;
 * and {@code frozen}. One that fails is an alarm, all that fail stop the log.
 */
final class Places {
  private static final Logger LOG = LoggerFactory.getLogger(Places.class);
  private static final int TAIL = 65_536;
  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final List<Path> directories;
  private final Steps steps;
  private final TreeMap<Integer, String> failing = new TreeMap<>();

  Places(List<Path> directories) {
    this(directories, Steps.NONE);
  }

  /**
   * @param steps told when a place has a checkpoint
   */
  Places(List<Path> directories, Steps steps) {
    this.directories = List.copyOf(directories);
    this.steps = steps;
  }

  /** How many there are. */
  int count() {
    return directories.size();
  }

  /** Numbers of those that fail, from 1, as the setting lists them. */
  synchronized Set<Integer> failing() {
    return Set.copyOf(failing.keySet());
  }

  private interface Act {
    void on(Path directory) throws IOException;
  }

  /**
   * @throws LogStopped when there are places and none can be written
   */
  void requireOne(String origin) {
    each(origin, directory -> append(directory, ""));
  }

  /**
   * The newest checkpoint of each place that has one.
   *
   * @param ours takes notice of it; false when it was not signed by us
   */
  void last(String origin, Predicate<String> ours) {
    each(
        origin,
        directory -> {
          for (String note : List.of(newest(directory), ended(directory))) {
            if (!note.isEmpty() && !ours.test(note)) {
              throw new IOException("its newest checkpoint was not signed by this installation");
            }
          }
        });
  }

  /**
   * Appends a checkpoint that is committed, unless the newest there is as new.
   *
   * @throws LogStopped when no place has taken it
   */
  void publish(String origin, long size, String note) {
    each(
        origin,
        directory -> {
          String before = newest(directory);
          if (before.isEmpty() || SignedState.parse(before.getBytes(UTF_8)).size() < size) {
            append(directory, note + "\n");
            steps.reached(Step.PUBLISH_PLACE_TOLD);
          }
        });
  }

  /** Says that a log has ended. */
  void freeze(String origin, String note) {
    each(
        origin,
        directory -> {
          if (ended(directory).isEmpty()) {
            var files = new LogFiles(directory);
            files.write(LogFiles.FROZEN, note.getBytes(UTF_8));
            files.settle();
          }
        });
  }

  private synchronized void each(String origin, Act act) {
    int failed = 0;
    for (int i = 0; i < directories.size(); i++) {
      try {
        act.on(directories.get(i).resolve(origin.substring(origin.indexOf('/') + 1)));
        if (failing.remove(i + 1) != null) {
          LOG.info("place {} of the log's checkpoints works again", i + 1);
        }
      } catch (IOException | java.io.UncheckedIOException | LogStopped e) {
        failed++;
        if (failing.put(i + 1, e.toString()) == null) {
          LOG.error("ALARM: place {} of the log's checkpoints fails: {}", i + 1, e.toString());
        }
      }
    }
    if (failed > 0 && failed == directories.size()) {
      throw new LogStopped(
          "no-place-for-checkpoints", "No place for the log's checkpoints can be used.");
    }
  }

  private static void append(Path directory, String text) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("checkpoints");
    try (var out = FileChannel.open(file, APPEND)) {
      if (!text.isEmpty()) {
        boolean whole = out.size() == 0 || tail(file).endsWith("\n\n");
        var rest = ByteBuffer.wrap(((whole ? "" : "\n\n") + text).getBytes(UTF_8));
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
    }
  }

  /** The last checkpoint that is whole: the write of a later one may have been cut. */
  private static String newest(Path directory) throws IOException {
    var parts = new ArrayList<>(List.of(tail(directory.resolve("checkpoints")).split("\n\n", -1)));
    for (int i = parts.size() - 2; i > 0; i--) {
      if (parts.get(i).startsWith("\u2014 ") && !parts.get(i - 1).startsWith("\u2014 ")) {
        return parts.get(i - 1) + "\n\n" + parts.get(i) + "\n";
      }
    }
    return "";
  }

  private static String ended(Path directory) {
    Optional<byte[]> note = new LogFiles(directory).read(LogFiles.FROZEN);
    return note.map(bytes -> new String(bytes, UTF_8)).orElse("");
  }

  private static String tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate((int) Math.min(in.size(), TAIL));
      in.position(in.size() - bytes.capacity());
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        continue;
      }
      return new String(bytes.array(), UTF_8);
    }
  }
}
