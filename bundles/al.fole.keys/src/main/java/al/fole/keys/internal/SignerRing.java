// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file {@code signer.ring}: whose turn it is to sign, one line per key, {@code <first size>
 * <name>}. The first size of a key is the last one of the key before it: that checkpoint has both
 * signatures. Without the file the first key signs everything.
 */
record SignerRing(Path directory) {
  static final String FILE = "signer.ring";

  /** A key's turn, from a size of the log on. */
  record Turn(long since, String name) {}

  List<Turn> read() {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of(new Turn(0, KeyManifest.SIGNER));
    }
    try {
      var turns = new ArrayList<Turn>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] words = line.split(" ", 2);
        turns.add(new Turn(Long.parseLong(words[0]), words[1]));
      }
      if (!turns.isEmpty()) {
        return turns;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
      // falls through to the one sentence
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("The ring of signers " + file + " cannot be read.");
  }

  void write(List<Turn> turns) throws IOException {
    if (!turns.equals(read())) {
      String text =
          turns.stream()
              .map(turn -> turn.since() + " " + turn.name() + "\n")
              .collect(Collectors.joining());
      KeyFiles.replace(directory.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
