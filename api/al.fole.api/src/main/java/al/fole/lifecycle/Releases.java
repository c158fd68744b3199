// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import al.fole.spi.Actor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Releases of the module in the running parent. No bundle that is not ours is refreshed or
 * restarted. One change at a time; a second one is refused {@code release-under-way}. Each change
 * is written down before it begins and when it has ended, and both go into the journal; while the
 * store is away they wait on the disk, so that a release can also mend a store.
 */
@ProviderType
public interface Releases {

  /** The release the pointer names; empty before the first. */
  Optional<Release> current();

  /** The activations that are kept, the one in force among them, newest first. */
  List<Release> kept();

  /** The feature bundles of the release in force, in the order of the release. */
  List<Part> parts();

  /** The last hundred changes, newest first. */
  List<Operation> operations();

  /**
   * What stays of a part when it goes, and which other parts answer 503 without it; one line each.
   *
   * @param part symbolic name, or its last word
   * @throws al.fole.spi.Problem ABSENT {@code release-part-unknown}
   */
  List<String> stays(String part);

  /**
   * What a contraction for the release in force would drop, one line a statement; empty when there
   * is nothing to drop.
   *
   * @throws al.fole.spi.Problem UNAVAILABLE without the store; CONFLICT {@code
   *     contraction-too-early}
   */
  List<String> contractions();

  /** As {@link #plan(Path, boolean)} without permission to become older. */
  Plan plan(Path feature);

  /**
   * Says what a release would do and changes nothing.
   *
   * @param file a release archive that somebody on the host's list of signers has signed, see
   *     {@code api/SIGNING.md}; it is checked as a whole before anything else
   * @param downgrade whether a bundle or the release may be older than the one in force
   * @throws al.fole.spi.Problem INVALID {@code release-leaves-bundle-behind} naming each bundle
   *     that imports a raised package but stays; {@code release-hash-differs}; {@code
   *     release-bundle-missing}; {@code release-requirement-missing} naming bundle and requirement;
   *     CONFLICT {@code release-needs-restart} for a change of the platform; {@code
   *     release-downgrade}; {@code release-contracted}; {@code release-touches-foreign-bundle} and
   *     {@code release-foreign-on-contracts} naming the foreign bundle
   */
  Plan plan(Path file, boolean downgrade);

  /**
   * The same, where the platform may change as well.
   *
   * @param pause whether the module may pause for it, in this process: the plan names what pauses.
   *     Lifecycle, the fallback and the contracts cannot change so.
   * @throws al.fole.spi.Problem as {@link #plan(Path, boolean)}; CONFLICT {@code
   *     release-platform-of-host} where the host keeps the platform bundles itself
   */
  Plan plan(Path file, boolean downgrade, boolean pause);

  /**
   * Carries out a plan, blue/green, and moves the pointer when everything answers; on a failure
   * everything is as before. In the name of the host.
   */
  Release apply(Plan plan);

  /** Returns to the activation before the current one, blue/green too; in the name of the host. */
  Release rollBack();

  /** The operation that an earlier request with the claim of this one began. */
  Optional<Operation> begun(Actor by);

  /**
   * Begins a change and returns while it runs: {@link #operations} says how it goes. The same claim
   * of an actor again returns the first operation.
   *
   * @throws al.fole.spi.Problem when it cannot begin: {@code release-plan-outdated}, {@code
   *     release-no-earlier}, {@code release-not-kept}, {@code release-contracted}, {@code
   *     release-part-unknown}, {@code release-nothing-to-do}; UNAVAILABLE when its intent cannot be
   *     written into the journal
   */
  Operation begin(Actor by, Order order);
}
