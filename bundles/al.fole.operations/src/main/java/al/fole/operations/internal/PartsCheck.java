// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import al.fole.lifecycle.Part;
import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.service.feature.FeatureService;

/**
 * Whether each part of the platform and of the release in force is active, with everything in it
 * satisfied.
 */
@Component(
    service = HealthCheck.class,
    configurationPid = "al.fole.operations",
    property = {HealthCheck.NAME + "=parts", HealthCheck.TAGS + "=" + PartsCheck.READY})
public final class PartsCheck implements HealthCheck {

  static final String READY = "ready";

  private static final String OURS = "al.fole.";

  /** Properties of the PID {@code al.fole.operations}. */
  public @interface Config {
    /** Parts that are there whatever the release. */
    String[] platform() default {
      "keys", "store", "access", "audit", "rest", "fallback", "lifecycle"
    };
  }

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final FeatureService features;
  private final Set<String> platform;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable Releases releases;

  /** Looks at what the framework says. */
  @Activate
  public PartsCheck(
      BundleContext context,
      Config config,
      @Reference ServiceComponentRuntime components,
      @Reference FeatureService features) {
    this.context = context;
    this.components = components;
    this.features = features;
    platform = Set.of(config.platform());
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    log.info("looked at each part");
    Set<String> expected = new TreeSet<>(platform);
    Releases known = releases;
    Optional<Release> release = known == null ? Optional.empty() : known.current();
    if (release.isEmpty()) {
      log.critical("no release is in force");
    } else {
      expected.addAll(parts(release.get(), log));
    }
    for (String part : expected) {
      Bundle bundle = bundle(OURS + part);
      if (bundle == null) {
        log.critical("{} is not active", part);
      } else {
        waiting(bundle).forEach(what -> log.critical("{} waits for {}", part, what));
      }
    }
    return new Result(log);
  }

  private List<String> parts(Release release, FormattingResultLog log) {
    Releases known = releases;
    Set<String> off = known == null ? Set.of() : off(known);
    try (Reader in = Files.newBufferedReader(release.feature())) {
      return features.readFeature(in).getBundles().stream()
          .map(bundle -> bundle.getID().getArtifactId())
          .filter(name -> name.startsWith(OURS) && isPart(name) && !off.contains(name))
          .map(name -> name.substring(OURS.length()))
          .toList();
    } catch (IOException e) {
      log.critical("the release in force cannot be read");
      return List.of();
    }
  }

  /** Switched off by the administrator: their absence is what is wanted. */
  private static Set<String> off(Releases releases) {
    return releases.parts().stream()
        .filter(part -> part.state() == State.DISABLED || part.state() == State.REMOVED)
        .map(Part::bundle)
        .collect(Collectors.toSet());
  }

  private static boolean isPart(String name) {
    return !name.equals("al.fole.api") && !name.startsWith("al.fole.spi");
  }

  private @Nullable Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
        .findFirst()
        .orElse(null);
  }

  /** The references that keep components of the bundle from working. */
  private Set<String> waiting(Bundle bundle) {
    Set<String> missing = new TreeSet<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO found : components.getComponentConfigurationDTOs(component)) {
        if (found.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          missing.add(simple(component.name) + ", which failed");
        } else if (found.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          for (UnsatisfiedReferenceDTO reference : found.unsatisfiedReferences) {
            missing.addAll(interfaces(component, reference.name));
          }
        }
      }
    }
    return missing;
  }

  private static List<String> interfaces(ComponentDescriptionDTO component, String reference) {
    List<String> found = new ArrayList<>();
    for (var known : component.references) {
      if (known.name.equals(reference)) {
        found.add(simple(known.interfaceName));
      }
    }
    return found;
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
