// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The file {@code signer.state}: body of the last checkpoint signed, empty before the first. Hosts
 * that share the directory share the state; a lock on {@code signer.lock} puts them in a row.
 */
final class SignerState {
  static final String FILE = "signer.state";
  private static final Object ONE_JVM = new Object();

  private final Path file;
  private final Path lock;

  SignerState(Path directory) {
    file = directory.resolve(FILE);
    lock = directory.resolve("signer.lock");
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

  /**
   * Makes the next checkpoint the last one, durably.
   *
   * @param check is given the last one; throwing leaves the state as it is
   */
  void advance(CheckpointText next, Consumer<CheckpointText> check) {
    synchronized (ONE_JVM) {
      try (var channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        Optional<CheckpointText> last = last();
        last.ifPresent(check);
        if (held.isValid() && !last.equals(Optional.of(next))) {
          KeyFiles.replace(file, next.bytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The signer's state " + file + " cannot be written", e);
      }
    }
  }
}
