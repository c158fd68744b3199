// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.archive.Acceptance;
import al.fole.archive.FeatureFile;
import al.fole.archive.ReleaseArchive;
import al.fole.spi.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.feature.FeatureService;

/**
 * A release that came as an archive, was signed by somebody on the host's list, and may be read
 * while this is open. There is no other way in: only the release the host came with, and those that
 * were taken before, are read without.
 *
 * @param release what it holds
 * @param signers fingerprints of those who vouch for it
 * @param archive where it is unpacked
 */
record Taken(ReleaseFile release, List<String> signers, ReleaseArchive archive)
    implements AutoCloseable {

  /**
   * Checks and opens.
   *
   * @throws Problem as {@link Arrivals#open}
   */
  static Taken from(Path file, FeatureService features, Arrivals arrivals) {
    ReleaseArchive archive = arrivals.open(file);
    try {
      ReleaseFile release = ReleaseFile.read(features, archive.module());
      return new Taken(release, archive.acceptance().signers(), archive);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /** The platform it was built with; empty for a release of feature bundles alone. */
  Optional<ReleaseFile> platform(FeatureService features) {
    Path file = archive.directory().resolve(FeatureFile.PLATFORM);
    return Files.exists(file) ? Optional.of(ReleaseFile.read(features, file)) : Optional.empty();
  }

  /**
   * Refuses the way back to a release whose signers have all been revoked since.
   *
   * @param kept its Feature JSON on the shelf
   */
  static void refuseDoubtful(Path kept, Arrivals arrivals) {
    // One that came with the host asks for nobody who could judge.
    if (Acceptance.read(kept.resolveSibling(".")).isPresent()) {
      arrivals.requireTrusted(kept);
    }
  }

  @Override
  public void close() {
    archive.close();
  }
}
