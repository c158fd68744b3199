// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static al.fole.lifecycle.internal.Switch.quietly;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework agree with what is kept of a release, when the host starts or a part is off.
 * Used by one thread at a time.
 */
final class Reconciling {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);

  private final Installer installer;
  private final Settings settings;
  private final ClassSpace classSpace;
  private final InForce inForce;

  Reconciling(Installer installer, Settings settings, ClassSpace classSpace, InForce inForce) {
    this.installer = installer;
    this.settings = settings;
    this.classSpace = classSpace;
    this.inForce = inForce;
  }

  /**
   * Makes the framework agree with a release: nothing else of a release is installed afterwards,
   * and what is part of it is started. What runs as it should is not touched. A part that does not
   * come up does not keep the others from it.
   */
  void reconcile(ReleaseFile release, long activation) {
    for (Bundle bundle : installer.installed()) {
      if (Ours.isPlatform(String.valueOf(bundle.getSymbolicName()))) {
        continue;
      }
      boolean wanted =
          release.parts().stream()
              .anyMatch(part -> installer.installed(part).equals(Optional.of(bundle)));
      boolean runs = wanted && bundle.getState() == Bundle.ACTIVE;
      boolean replaced =
          Ours.isHot(String.valueOf(bundle.getSymbolicName()))
              && release.parts().stream().anyMatch(p -> p.name().equals(bundle.getSymbolicName()));
      if ((Ours.broughtByRelease(bundle) || replaced) && !runs) {
        quietly(() -> installer.stop(bundle));
        quietly(() -> installer.uninstall(bundle));
        quietly(() -> settings.forget(bundle.getSymbolicName(), bundle.getVersion().toString()));
      }
    }
    quietly(() -> settings.write(release.configurations()));
    List<Part> parts = new ArrayList<>(release.parts());
    // The API first: the others resolve against it.
    parts.sort(Comparator.comparing(part -> !part.name().equals(Ours.API)));
    Optional<Bundle> api = installer.apiOfHost();
    List<Bundle> brought = new ArrayList<>();
    for (Part part : parts) {
      try {
        Optional<Bundle> there = installer.installed(part);
        if (there.isEmpty()) {
          settings.rank(part.name(), part.version(), activation);
        }
        Bundle bundle = there.isPresent() ? there.get() : installer.install(part);
        boolean isApi = part.name().equals(Ours.API);
        if (isApi) {
          api = Optional.of(bundle);
        }
        api.filter(given -> !isApi || there.isEmpty())
            .ifPresent(given -> classSpace.choose(bundle, given));
        if (there.isEmpty()) {
          if (api.isPresent()) {
            installer.resolve(bundle, api.get());
          }
          brought.add(bundle);
        }
      } catch (IOException | BundleException | RuntimeException e) {
        LOG.error("{} {} could not be brought", part.name(), part.version(), e);
      }
    }
    for (Bundle bundle : brought) {
      quietly(() -> installer.start(bundle));
    }
  }

  /**
   * Lets the parts that are disabled lie in the framework, installed and neither resolved nor
   * started, so that they hold nothing; other versions of them go.
   */
  void rest(List<Part> disabled) {
    for (Part part : disabled) {
      String location = Ours.location(part.name(), part.version(), part.sha256());
      for (Bundle bundle : installer.installed()) {
        boolean another =
            !bundle.getLocation().equals(location) || bundle.getState() != Bundle.INSTALLED;
        if (part.name().equals(bundle.getSymbolicName()) && another && !inForce.isRetired(bundle)) {
          quietly(() -> installer.stop(bundle));
          quietly(() -> installer.uninstall(bundle));
        }
      }
      boolean waits = inForce.isRetired(location);
      if (!waits && installer.installed(part).isEmpty()) {
        quietly(() -> installer.install(part));
      }
    }
  }
}
