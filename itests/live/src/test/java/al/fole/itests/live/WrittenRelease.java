// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A release of the module as a Feature JSON with its jars beside it. */
final class WrittenRelease {

  private WrittenRelease() {}

  static Path of(Path directory, String version, Path... jars) {
    return feature(directory, "fole", version, List.of(jars));
  }

  /** The platform it is for, beside it. */
  static Path platform(Path directory, String version, List<Path> jars) {
    return feature(directory, "platform", version, jars);
  }

  private static Path feature(Path directory, String feature, String version, List<Path> jars) {
    List<String> bundles = new ArrayList<>();
    try {
      for (Path jar : jars) {
        String name = BuiltJars.name(jar);
        String built = BuiltJars.version(jar);
        Path home = directory.resolve("repository/al/fole").resolve(name).resolve(built);
        Files.createDirectories(home);
        Path copy = home.resolve(name + "-" + built + ".jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        bundles.add(
            """
            {"id": "al.fole:%s:%s", "start-order": %d, "sha256": "%s"}"""
                .formatted(name, built, 20 + bundles.size(), sha256(copy)));
      }
      return Files.writeString(
          directory.resolve(feature + ".json"),
          """
          {"id": "al.fole:%s:%s", "bundles": [%s]}"""
              .formatted(feature, version, String.join(", ", bundles)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
