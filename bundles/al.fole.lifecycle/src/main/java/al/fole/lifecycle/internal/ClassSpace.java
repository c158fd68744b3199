// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Gives the bundles of a release the contracts of that release. While two API bundles are there, a
 * consumer's range admits both and the resolver would take the higher version, also on the way
 * back. Only bundles that a release brought are steered; nobody else's wiring is looked at.
 */
final class ClassSpace implements ResolverHookFactory, ResolverHook {

  private final Map<Long, Bundle> apis = new ConcurrentHashMap<>();

  /** From now on the bundle resolves against this API bundle. */
  void choose(Bundle requirer, Bundle api) {
    apis.put(requirer.getBundleId(), api);
  }

  /** The bundle has gone. */
  void forget(Bundle requirer) {
    apis.remove(requirer.getBundleId());
  }

  /** Who gives a package to those that use this API bundle: itself, or whom it imports it from. */
  static @Nullable Bundle provider(Bundle api, String name) {
    BundleWiring wiring = api.adapt(BundleWiring.class);
    if (wiring == null) {
      return api;
    }
    for (BundleCapability capability : wiring.getCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
      if (name.equals(packageOf(capability))) {
        return api;
      }
    }
    for (BundleWire wire : wiring.getRequiredWires(BundleRevision.PACKAGE_NAMESPACE)) {
      if (name.equals(packageOf(wire.getCapability()))) {
        return wire.getProvider().getBundle();
      }
    }
    return null;
  }

  /**
   * What a resolved bundle wrongly shares with another API bundle than its own; empty if nothing.
   */
  static Optional<String> strayed(Bundle bundle, Bundle api) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    for (BundleWire wire : wiring.getRequiredWires(BundleRevision.PACKAGE_NAMESPACE)) {
      Bundle given = wire.getProvider().getBundle();
      String name = packageOf(wire.getCapability());
      if (Ours.API.equals(given.getSymbolicName()) && !given.equals(provider(api, name))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    Bundle requirer = requirement.getRevision().getBundle();
    Bundle api = apis.get(requirer.getBundleId());
    if (api != null && BundleRevision.PACKAGE_NAMESPACE.equals(requirement.getNamespace())) {
      candidates.removeIf(candidate -> !fits(requirer, api, candidate));
    }
  }

  private static boolean fits(Bundle requirer, Bundle api, BundleCapability candidate) {
    Bundle giver = candidate.getRevision().getBundle();
    if (!Ours.API.equals(candidate.getRevision().getSymbolicName())) {
      return true;
    }
    if (requirer.equals(api)) {
      // An unchanged package keeps the class space that runs; a changed one is the bundle's own.
      return giver.equals(api)
          || versionOf(candidate).equals(ownVersion(api, packageOf(candidate)));
    }
    return giver.equals(provider(api, packageOf(candidate)));
  }

  private static @Nullable Object ownVersion(Bundle api, String name) {
    for (BundleCapability own :
        api.adapt(BundleRevision.class).getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
      if (name.equals(packageOf(own))) {
        return versionOf(own);
      }
    }
    return null;
  }

  private static Object versionOf(BundleCapability capability) {
    Object version = capability.getAttributes().get("version");
    return version == null ? Version.emptyVersion : version;
  }

  private static String packageOf(BundleCapability capability) {
    return String.valueOf(capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE));
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {}

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisions) {}

  @Override
  public void end() {}
}
