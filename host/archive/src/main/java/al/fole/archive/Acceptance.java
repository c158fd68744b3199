// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * That an archive was checked and found good, kept beside the release it brought.
 *
 * @param manifest SHA-256 of {@code release.json}: names the release with everything in it
 * @param signers fingerprints of those who counted
 * @param at when it was
 */
public record Acceptance(String manifest, List<String> signers, Instant at) {

  /** Name of the file. */
  public static final String FILE = "acceptance";

  /** Copies the signers. */
  public Acceptance {
    signers = List.copyOf(signers);
  }

  /** Writes it into the directory that keeps the release. */
  void write(Path directory) throws IOException {
    Files.writeString(
        directory.resolve(FILE),
        "manifest=%s\nsigners=%s\nat=%s\n".formatted(manifest, String.join(",", signers), at));
  }

  /** What is kept in a directory; empty when its release came with the host. */
  public static Optional<Acceptance> read(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var values = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      values.load(reader);
      return Optional.of(
          new Acceptance(
              values.getProperty("manifest", ""),
              List.of(values.getProperty("signers", "").split(",")),
              Instant.parse(values.getProperty("at", ""))));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
