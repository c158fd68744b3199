// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.archive.ReleaseArchive;
import al.fole.archive.Signers;
import al.fole.keys.Signatures;
import al.fole.spi.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * The only way in for a release that did not come with the host: a signed archive, by somebody on
 * the host's list. Framework property {@code fole.releases.signers} names its directory, without it
 * {@code signers} in the data directory.
 */
final class Arrivals {

  private final Path releases;
  private final Path signers;
  private volatile @Nullable Signatures signatures;

  /**
   * @param releases directory of the releases
   */
  Arrivals(BundleContext context, Path releases) {
    this.releases = releases;
    this.signers = signers(context);
  }

  /** The directory of the certificates. */
  static Path signers(BundleContext context) {
    String named = context.getProperty("fole.releases.signers");
    return named != null
        ? Path.of(named)
        : Path.of(Objects.requireNonNull(context.getProperty("fole.data"))).resolve("signers");
  }

  void signatures(Signatures there) {
    signatures = there;
  }

  void signaturesGone(Signatures gone) {
    if (signatures == gone) {
      signatures = null;
    }
  }

  /**
   * Checks an archive and unpacks it until it is closed.
   *
   * @throws Problem as {@link ReleaseArchive#open}; UNAVAILABLE without {@code al.fole.keys}
   */
  ReleaseArchive open(Path archive) {
    return ReleaseArchive.open(archive, list(), releases, Instant.now());
  }

  /**
   * Refuses the way back to a release whose signers have all been revoked since it came.
   *
   * @param feature its Feature JSON where it is kept
   * @throws Problem {@code release-signer-revoked}
   */
  void requireTrusted(Path feature) {
    Optional<Problem> doubt = list().doubt(feature.resolveSibling("."));
    if (doubt.isPresent()) {
      throw doubt.get();
    }
  }

  private Signers list() {
    Signatures there = signatures;
    if (there == null) {
      throw Problem.unavailable("keys");
    }
    return new Signers(signers, there);
  }
}
