// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keys as they are, each in {@code <name>.key}: whoever reads the directory has them. */
record PlainFiles(Path directory) implements KeyProvider {

  @Override
  public void store(Map<String, byte[]> keys) throws IOException {
    for (var key : keys.entrySet()) {
      KeyFiles.replace(file(key.getKey()), key.getValue());
    }
  }

  @Override
  public byte[] read(String name) throws IOException {
    return Files.readAllBytes(KeyFiles.present(file(name)));
  }

  private Path file(String name) {
    return directory.resolve(name + ".key");
  }
}
