// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Releases of the module in the running parent. No bundle that is not ours is refreshed or
 * restarted. One call at a time; a second one is refused.
 */
@ProviderType
public interface Releases {

  /** The release the pointer names; empty before the first. */
  Optional<Release> current();

  /**
   * Says what a release would do and changes nothing.
   *
   * @param feature OSGi Feature JSON (Compendium 159); its jars stand beside it in Maven layout or
   *     are already installed
   * @throws al.fole.spi.Problem INVALID {@code release-leaves-bundle-behind} naming each bundle
   *     that imports a raised package but stays; {@code release-hash-differs}; {@code
   *     release-bundle-missing}; CONFLICT {@code release-needs-restart} for a platform change
   */
  Plan plan(Path feature);

  /**
   * Carries out a plan, blue/green, and moves the pointer when everything answers; on a failure
   * everything is as before.
   */
  Release apply(Plan plan);

  /** Returns to the release before the current one, blue/green too. */
  Release rollBack();
}
