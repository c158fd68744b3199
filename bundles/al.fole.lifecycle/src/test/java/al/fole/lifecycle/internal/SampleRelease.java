// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.itests.signer.TestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a release: Feature JSON with the jars beside it, as a host comes with it. */
final class SampleRelease {

  private SampleRelease() {}

  /** The same as a signed archive, as an operator brings it. */
  static Path archive(Path directory, String version, SampleBundle... bundles) {
    return TestSigner.archive(of(directory, version, bundles));
  }

  static Path of(Path directory, String version, SampleBundle... bundles) {
    return feature(directory, "fole", version, bundles);
  }

  /** The platform a release was built with, beside it. */
  static Path platform(Path directory, String version, SampleBundle... bundles) {
    return feature(directory, "platform", version, bundles);
  }

  private static Path feature(
      Path directory, String feature, String version, SampleBundle... bundles) {
    try {
      List<String> entries = new ArrayList<>();
      for (SampleBundle bundle : bundles) {
        Path home =
            directory.resolve("repository/al/fole/%s/%s".formatted(bundle.name, bundle.version));
        Files.createDirectories(home);
        Path jar = home.resolve("%s-%s.jar".formatted(bundle.name, bundle.version));
        Files.write(jar, bundle.jar());
        entries.add(
            "{\"id\":\"al.fole:%s:%s\",\"start-order\":20,\"sha256\":\"%s\"}"
                .formatted(bundle.name, bundle.version, Sha256.of(jar)));
      }
      return Files.writeString(
          directory.resolve(feature + ".json"),
          "{\"id\":\"al.fole:%s:%s\",\"bundles\":[%s]}"
              .formatted(feature, version, String.join(",", entries)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
