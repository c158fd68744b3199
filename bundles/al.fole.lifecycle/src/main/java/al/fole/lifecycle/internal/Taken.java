// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.archive.Acceptance;
import al.fole.archive.ReleaseArchive;
import al.fole.spi.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.feature.FeatureService;

/**
 * A release that may be read while this is open. Whatever came as a file from elsewhere is an
 * archive and was signed; a Feature JSON, by its name, is one of this machine's own: of the host,
 * of the shelf, or of whoever calls from within the process and could install bundles himself.
 *
 * @param release what it holds
 * @param signers fingerprints of those who vouch for it
 * @param archive where it is unpacked; null for a Feature JSON
 */
record Taken(ReleaseFile release, List<String> signers, @Nullable ReleaseArchive archive)
    implements AutoCloseable {

  private static final String JSON = ".json";

  /**
   * Checks and opens.
   *
   * @throws Problem as {@link Arrivals#open}
   */
  static Taken from(Path file, FeatureService features, Arrivals arrivals) {
    if (file.toString().endsWith(JSON)) {
      return new Taken(ReleaseFile.read(features, file), List.of(), null);
    }
    ReleaseArchive archive = arrivals.open(file);
    try {
      ReleaseFile release = ReleaseFile.read(features, archive.module());
      return new Taken(release, archive.acceptance().signers(), archive);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
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
    if (archive != null) {
      archive.close();
    }
  }
}
