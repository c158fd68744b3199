// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Compares the platform a release was built with to the one that runs. New features on an old
 * platform would be a mixture that nobody has tried.
 */
final class Platforms {

  private final List<Bundle> there;
  private final boolean keptByHost;

  /**
   * @param there the installed bundles
   * @param keptByHost whether the host would start what lifecycle has stopped
   */
  Platforms(Collection<Bundle> there, boolean keptByHost) {
    this.there = there.stream().filter(b -> b.getSymbolicName() != null).toList();
    this.keptByHost = keptByHost;
  }

  /**
   * From what runs to the platform of a release.
   *
   * @param wanted its bundles
   * @param pause whether the module may pause for it
   * @throws al.fole.spi.Problem {@code release-needs-restart} when something changes that no pause
   *     can bring, or one could and may not; {@code release-platform-of-host}
   */
  PlatformMove to(List<Part> wanted, boolean pause) {
    Set<String> fixed = new TreeSet<>();
    List<Part> changed = new ArrayList<>();
    for (Part part : wanted) {
      if (isInForce(part)) {
        continue;
      }
      if (Ours.isPausable(part.name())) {
        changed.add(part);
      } else if (Ours.isPlatform(part.name())
          || Ours.isFrozen(part.name())
          // The contracts of a release of features may be newer than those of its platform.
          || pause && Ours.isOurs(part.name())) {
        fixed.add(part.name() + " " + part.version());
      }
    }
    if (!fixed.isEmpty()) {
      throw Refusals.needsRestart(String.join(", ", fixed));
    }
    return allowed(change(changed), pause);
  }

  /** From what runs to the platform the host came with. */
  PlatformMove toTheHosts(boolean pause) {
    List<Bundle> stopping =
        there.stream()
            .filter(Platforms::runs)
            .filter(Ours::broughtByRelease)
            .filter(bundle -> Ours.isPausable(bundle.getSymbolicName()))
            .toList();
    List<Bundle> returning =
        there.stream()
            .filter(bundle -> !Ours.broughtByRelease(bundle))
            .filter(bundle -> named(stopping, bundle.getSymbolicName()).findAny().isPresent())
            .toList();
    return allowed(new PlatformMove(List.of(), returning, reversed(stopping)), pause);
  }

  private PlatformMove change(List<Part> changed) {
    List<Part> installing = new ArrayList<>();
    List<Bundle> returning = new ArrayList<>();
    List<Bundle> stopping = new ArrayList<>();
    for (Part part : changed) {
      Optional<Bundle> lying =
          named(there, part.name()).filter(bundle -> isVersion(part, bundle)).findFirst();
      lying.ifPresentOrElse(returning::add, () -> installing.add(part));
      named(there, part.name()).filter(Platforms::runs).forEach(stopping::add);
      if (lying.isEmpty() && part.jar().isEmpty()) {
        throw Refusals.bundleMissing(part.name() + " " + part.version());
      }
    }
    return new PlatformMove(installing, returning, reversed(stopping));
  }

  private PlatformMove allowed(PlatformMove move, boolean pause) {
    String what = String.join(", ", new TreeSet<>(move.coming()));
    if (!move.isEmpty() && keptByHost) {
      throw Refusals.hostKeepsPlatform(what);
    }
    if (!move.isEmpty() && !pause) {
      throw Refusals.needsPause(what);
    }
    return move;
  }

  /** Whether a part is the one of its name that counts. */
  private boolean isInForce(Part part) {
    List<Bundle> known = named(there, part.name()).toList();
    boolean another = known.stream().anyMatch(b -> runs(b) && !isVersion(part, b));
    return known.stream().anyMatch(b -> isVersion(part, b) && (runs(b) || !another));
  }

  private static boolean isVersion(Part part, Bundle bundle) {
    boolean same = part.version().equals(bundle.getVersion().toString());
    String location = Ours.location(part.name(), part.version(), part.sha256());
    if (same && Ours.broughtByRelease(bundle) && !bundle.getLocation().equals(location)) {
      throw Refusals.hashDiffers(part.name() + " " + part.version());
    }
    return same;
  }

  private static Stream<Bundle> named(List<Bundle> bundles, String name) {
    return bundles.stream().filter(bundle -> name.equals(bundle.getSymbolicName()));
  }

  /** Whether it is the one of its name that counts; another may lie beside it. */
  static boolean runs(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
  }

  private static List<Bundle> reversed(List<Bundle> bundles) {
    List<Bundle> reversed = new ArrayList<>(bundles);
    Collections.reverse(reversed);
    return reversed;
  }
}
