// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static al.fole.lifecycle.internal.Switch.quietly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * The module's bundles in the framework: those that count, and those that only wait to be
 * uninstalled. Used by one thread at a time.
 */
final class InForce {
  private final Installer installer;
  private final Settings settings;

  /** Stopped feature bundles and API bundles no longer wanted, waiting to be uninstalled. */
  private final List<Bundle> retired = new ArrayList<>();

  InForce(Installer installer, Settings settings) {
    this.installer = installer;
    this.settings = settings;
  }

  /** The bundles that count: without those that only wait to be uninstalled. */
  Collection<Bundle> bundles() {
    sweep();
    List<Bundle> bundles = new ArrayList<>(installer.installed());
    bundles.removeAll(retired);
    return bundles;
  }

  /**
   * The same without what is switched off, and of each platform bundle only the one that runs: they
   * are what a plan starts from.
   */
  Collection<Bundle> counting(Set<String> off) {
    return bundles().stream()
        .filter(b -> b.getSymbolicName() == null || !off.contains(b.getSymbolicName()))
        .filter(b -> !isBeside(b))
        .toList();
  }

  /** The platform that runs, to be compared to others. */
  Platforms platforms() {
    return new Platforms(bundles(), installer.isPlatformOfHost());
  }

  /** The platform bundles of the host in whose place others run; it will start with them. */
  List<String> platformBeside() {
    return installer.installed().stream()
        .filter(this::isBeside)
        .filter(bundle -> !Ours.broughtByRelease(bundle))
        .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
        .toList();
  }

  private boolean isBeside(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name != null
        && Ours.isPausable(name)
        && !Platforms.runs(bundle)
        && installer.installed().stream()
            .anyMatch(b -> name.equals(b.getSymbolicName()) && Platforms.runs(b));
  }

  /** Uninstalls what releases before have left of a platform that is not in force. */
  void forgetPlatforms() {
    installer.installed().stream()
        .filter(Ours::broughtByRelease)
        .filter(this::isBeside)
        .forEach(bundle -> quietly(() -> installer.uninstall(bundle)));
  }

  /** It only waits from now on. */
  void retire(Bundle bundle) {
    retired.add(bundle);
  }

  /** After a change of the platform: what a release had brought of it goes, the host's own lies. */
  void retire(PlatformMove platform) {
    platform.stopping().stream().filter(Ours::broughtByRelease).forEach(retired::add);
  }

  /** It is wanted again. */
  void wants(Bundle bundle) {
    retired.remove(bundle);
  }

  /** Whether it only waits. */
  boolean isRetired(Bundle bundle) {
    return retired.contains(bundle);
  }

  /** Whether what was installed from there only waits. */
  boolean isRetired(String location) {
    return retired.stream().anyMatch(bundle -> bundle.getLocation().equals(location));
  }

  /** Uninstalls what has stopped, and API bundles to which nothing is wired any more. */
  void sweep() {
    for (Bundle bundle : List.copyOf(retired)) {
      if (!Ours.API.equals(bundle.getSymbolicName()) || !Installer.isUsed(bundle)) {
        quietly(() -> installer.uninstall(bundle));
        quietly(() -> settings.forget(bundle.getSymbolicName(), bundle.getVersion().toString()));
        retired.remove(bundle);
      }
    }
  }
}
