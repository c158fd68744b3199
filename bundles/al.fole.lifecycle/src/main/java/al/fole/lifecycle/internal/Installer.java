// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The few things lifecycle does to bundles: install, resolve, start for this run only, stop,
 * uninstall. It never updates and never refreshes.
 */
final class Installer {

  private final BundleContext context;
  private final ClassSpace classSpace;

  Installer(BundleContext context, ClassSpace classSpace) {
    this.context = context;
    this.classSpace = classSpace;
  }

  List<Bundle> installed() {
    return Arrays.asList(context.getBundles());
  }

  /** Whether the host starts its platform bundles again whenever it installs something else. */
  boolean isPlatformOfHost() {
    return context.getProperty("karaf.home") != null;
  }

  /** Lifecycle itself. */
  Bundle own() {
    return context.getBundle();
  }

  /** The API bundle the host came with; the platform is wired to it. */
  Optional<Bundle> apiOfHost() {
    return installed().stream()
        .filter(b -> Ours.API.equals(b.getSymbolicName()) && !Ours.broughtByRelease(b))
        .findFirst();
  }

  Optional<Bundle> installed(Part part) {
    return Optional.ofNullable(
            context.getBundle(Ours.location(part.name(), part.version(), part.sha256())))
        .or(
            () ->
                installed().stream()
                    .filter(b -> part.name().equals(b.getSymbolicName()))
                    .filter(b -> part.version().equals(b.getVersion().toString()))
                    .findFirst());
  }

  /** Installs a part beside whatever is there, to be started with lifecycle itself. */
  Bundle install(Part part) throws IOException, BundleException {
    var jar = part.jar().orElseThrow(() -> Refusals.bundleMissing(part.name()));
    String location = Ours.location(part.name(), part.version(), part.sha256());
    try (var content = Files.newInputStream(jar.file())) {
      Bundle bundle = context.installBundle(location, content);
      int level = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
      bundle.adapt(BundleStartLevel.class).setStartLevel(level);
      return bundle;
    }
  }

  /**
   * Resolves against the contracts of an API bundle.
   *
   * @throws BundleException when it does not resolve, or resolved against others
   */
  void resolve(Bundle bundle, Bundle api) throws BundleException {
    var framework = context.getBundle(0).adapt(FrameworkWiring.class);
    if (!framework.resolveBundles(List.of(bundle))) {
      // Starting says why.
      bundle.start(Bundle.START_TRANSIENT);
      throw new BundleException(bundle.getSymbolicName() + " did not resolve");
    }
    Optional<String> strayed = ClassSpace.strayed(bundle, api);
    if (strayed.isPresent()) {
      throw new BundleException(
          bundle.getSymbolicName() + " took " + strayed.get() + " from another API bundle");
    }
  }

  /** Starts for this run of the framework only. */
  void start(Bundle bundle) throws BundleException {
    bundle.start(Bundle.START_TRANSIENT);
  }

  void stop(Bundle bundle) throws BundleException {
    if (bundle.getState() != Bundle.UNINSTALLED) {
      bundle.stop(Bundle.STOP_TRANSIENT);
    }
  }

  /** Uninstalls a bundle that has stopped. */
  void uninstall(Bundle bundle) throws BundleException {
    classSpace.forget(bundle);
    if (bundle.getState() != Bundle.UNINSTALLED) {
      bundle.uninstall();
    }
  }

  /** Whether another bundle gets classes from it. */
  static boolean isUsed(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring != null
        && wiring.getProvidedWires(BundleRevision.PACKAGE_NAMESPACE).stream()
            .anyMatch(wire -> !wire.getRequirer().getBundle().equals(bundle));
  }
}
