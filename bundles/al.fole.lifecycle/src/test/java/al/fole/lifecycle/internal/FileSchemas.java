// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.store.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Schemas whose contractions lie in a file, a line each; one that has run is gone from it, and
 * stays gone when the process is killed.
 */
record FileSchemas(Path file) implements Schemas {

  static final String NAME = "contractions";

  @Override
  public Set<String> applied(String schema) {
    return Set.of();
  }

  @Override
  public List<Holding> holdings(String schema) {
    return List.of();
  }

  @Override
  public List<Contraction> contractions() {
    return left().stream().map(FileSchemas::of).toList();
  }

  @Override
  public void contract(Contraction step) {
    try {
      Files.write(
          file,
          left().stream().filter(line -> !of(line).equals(step)).toList(),
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> left() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Contraction of(String line) {
    return new Contraction("people", "contract/" + line + ".sql", List.of("drop " + line));
  }
}
