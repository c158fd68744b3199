// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Part.State;
import al.fole.lifecycle.Releases;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * Says why a part does not answer, for the fallback's 503: {@code disabled} by the administrator,
 * {@code absent} from the framework, {@code unresolved}, {@code migration-failed}, {@code failed},
 * {@code waiting} for another part, {@code coming} and going, or {@code paused} with all others. A
 * type of the JDK, so that the fallback needs no contract of ours.
 */
@Component(property = "fole.parts=absence", configurationPid = "al.fole.lifecycle")
public final class PartStates implements UnaryOperator<String> {

  /** How the store names what a migration throws. */
  private static final String MIGRATION = "MigrationFailed";

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable Releases releases;

  /** Looks at what the framework says. */
  @Activate
  public PartStates(BundleContext context, @Reference ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  @Override
  public String apply(String part) {
    if (Door.isShut(context)) {
      return "paused";
    }
    if (isSwitchedOff("al.fole." + part)) {
      return "disabled";
    }
    Bundle bundle = bundle("al.fole." + part);
    if (bundle == null) {
      return "absent";
    }
    if (bundle.getState() == Bundle.INSTALLED) {
      return "unresolved";
    }
    return bundle.getState() == Bundle.ACTIVE ? ofComponents(bundle) : "failed";
  }

  private boolean isSwitchedOff(String name) {
    Releases known = releases;
    return known != null
        && known.parts().stream()
            .filter(part -> part.bundle().equals(name))
            .anyMatch(part -> part.state() == State.DISABLED || part.state() == State.REMOVED);
  }

  private String ofComponents(Bundle bundle) {
    String state = "coming";
    for (var component : components.getComponentDescriptionDTOs(bundle)) {
      Collection<ComponentConfigurationDTO> found =
          components.getComponentConfigurationDTOs(component);
      for (ComponentConfigurationDTO configuration : found) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          return configuration.failure.contains(MIGRATION) ? "migration-failed" : "failed";
        }
        if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          state = "waiting";
        }
      }
    }
    return state;
  }

  /** The newest of that name: on an update the old one may still be there. */
  private @Nullable Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }
}
