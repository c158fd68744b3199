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

  private static final String LOCATION = "fole:";

  private Ours() {}

  /** A bundle of the module, platform and contracts included. */
  static boolean isOurs(String name) {
    return name.startsWith("al.fole.");
  }

  /** A bundle that a release replaces blue/green: a feature or a connector. */
  static boolean isHot(String name) {
    return isOurs(name)
        && !name.equals(API)
        && !PLATFORM.contains(name)
        && !name.equals("al.fole.spi")
        && !name.startsWith("al.fole.spi.");
  }

  /** The schema a feature bundle keeps its tables in, and the first segment of its routes. */
  static String schema(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A bundle that stays for as long as the host runs. */
  static boolean isPlatform(String name) {
    return PLATFORM.contains(name);
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
