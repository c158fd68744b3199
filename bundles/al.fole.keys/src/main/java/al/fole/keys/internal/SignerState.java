// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Frozen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the signer remembers outside the database: {@code signer.state}, body of the last checkpoint
 * signed, empty before the first; {@code signer.ring}; {@code signer.frozen}, the notes that ended
 * logs; {@code freeze.order}, the operator's word that a log may be ended. Hosts that share the
 * directory share all of it; a lock on {@code signer.lock} puts them in a row.
 */
final class SignerState {
  static final String FILE = "signer.state";
  private static final String ORDER = "freeze.order";
  private static final String FROZEN = "signer.frozen";
  private static final Object ONE_JVM = new Object();

  private final Path directory;
  private final Path file;

  SignerState(Path directory) {
    this.directory = directory;
    file = directory.resolve(FILE);
  }

  /** What is done alone. */
  interface Step<T> {
    T run() throws IOException;
  }

  /** Does it while nobody else who shares the directory does anything of the kind. */
  <T> T alone(Step<T> step) {
    synchronized (ONE_JVM) {
      try (var channel =
              FileChannel.open(
                  directory.resolve("signer.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var held = channel.lock()) {
        if (!held.isValid()) {
          throw new IOException("the lock was lost");
        }
        return step.run();
      } catch (IOException e) {
        throw new UncheckedIOException("The signer's state " + file + " cannot be written", e);
      }
    }
  }

  Optional<CheckpointText> last() {
    try {
      byte[] text = Files.readAllBytes(file);
      return text.length == 0 ? Optional.empty() : Optional.of(CheckpointText.parse(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "The signer's state " + file + " cannot be read: nothing will be signed.", e);
    }
  }

  /** Makes a checkpoint the last one, durably. */
  void write(CheckpointText next) throws IOException {
    if (!last().equals(Optional.of(next))) {
      KeyFiles.replace(file, next.bytes());
    }
  }

  SignerRing ring() {
    return new SignerRing(directory);
  }

  /** The operator's word that the log may be ended where it was signed last. */
  void order() throws IOException {
    var last =
        last().orElseThrow(() -> new KeysRefused("Nothing was signed yet: no log to freeze."));
    KeyFiles.replace(directory.resolve(ORDER), last.bytes());
  }

  boolean ordered(CheckpointText last) throws IOException {
    Path order = directory.resolve(ORDER);
    return Files.exists(order) && Arrays.equals(Files.readAllBytes(order), last.bytes());
  }

  void carriedOut() throws IOException {
    Files.deleteIfExists(directory.resolve(ORDER));
  }

  /** The notes that ended logs, by the log's name. */
  Map<String, Frozen> frozen() {
    var found = new LinkedHashMap<String, Frozen>();
    try {
      Path notes = directory.resolve(FROZEN);
      if (Files.exists(notes)) {
        for (String note : Files.readString(notes).split("(?=fole\\.al/frozen@)", -1)) {
          SignedNote.parse(note)
              .flatMap(it -> FrozenText.of(it.text()))
              .ifPresent(it -> found.put(it.last().origin(), new Frozen(note, it.successor())));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void freeze(String note) throws IOException {
    Path notes = directory.resolve(FROZEN);
    String before = Files.exists(notes) ? Files.readString(notes) : "";
    KeyFiles.replace(notes, (before + note).getBytes(StandardCharsets.UTF_8));
  }
}
