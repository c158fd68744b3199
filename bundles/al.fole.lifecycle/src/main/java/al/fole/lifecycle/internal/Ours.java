// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.Set;
import org.osgi.framework.Bundle;

/** Which bundles are the module's, and which of them a release may replace while they run. */
final class Ours {

  /** Symbolic name of the bundle with the contracts between our own bundles. */
  static final String API = "al.fole.api";

  /** Packages of the contracts that platform bundles share: raising one is a platform change. */
  static final Set<String> PLATFORM_PACKAGES =
      Set.of(
          "al.fole.store",
          "al.fole.access",
          "al.fole.journal",
          "al.fole.lifecycle",
          "al.fole.event",
          "al.fole.keys",
          "al.fole.operations");

  private static final Set<String> PLATFORM =
      Set.of(
          "al.fole.keys",
          "al.fole.store",
          "al.fole.access",
          "al.fole.audit",
          "al.fole.rest",
          "al.fole.fallback",
          "al.fole.lifecycle",
          "al.fole.operations");

  /** What of the platform can change while the rest stands still. */
  private static final Set<String> PAUSABLE =
      Set.of(
          "al.fole.keys",
          "al.fole.store",
          "al.fole.access",
          "al.fole.audit",
          "al.fole.rest",
          "al.fole.operations");

  private static final String LOCATION = "fole:";

  private Ours() {}

  /** A bundle of the module, platform and contracts included. */
  static boolean isOurs(String name) {
    return name.startsWith("al.fole.");
  }

  /** A bundle that a release replaces blue/green: a feature or a connector. */
  static boolean isHot(String name) {
    return isOurs(name) && !name.equals(API) && !PLATFORM.contains(name) && !isFrozen(name);
  }

  /** The schema a feature bundle keeps its tables in, and the first segment of its routes. */
  static String schema(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A bundle of the platform: it stays as it is through every update of features. */
  static boolean isPlatform(String name) {
    return PLATFORM.contains(name);
  }

  /**
   * A bundle of the platform that an announced pause can replace. Not lifecycle, which does it; not
   * the fallback, which answers meanwhile; not the contracts, to which everybody is wired.
   */
  static boolean isPausable(String name) {
    return PAUSABLE.contains(name);
  }

  /** A contract with others: no release replaces it. */
  static boolean isFrozen(String name) {
    return name.equals("al.fole.spi") || name.startsWith("al.fole.spi.");
  }

  /** Where a bundle of a release is said to come from; names its content. */
  static String location(String name, String version, String sha256) {
    return LOCATION + name + "/" + version + "/" + sha256;
  }

  /** Whether a release brought the bundle, not the host. */
  static boolean broughtByRelease(Bundle bundle) {
    return bundle.getLocation().startsWith(LOCATION);
  }
}
