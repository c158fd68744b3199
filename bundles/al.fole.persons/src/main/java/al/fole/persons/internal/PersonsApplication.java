// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.util.Objects.requireNonNull;

import al.fole.persons.Erasures;
import al.fole.persons.Persons;
import al.fole.persons.Protections;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/**
 * {@code /api/persons}, with all its resources or not there; published only while access and rest
 * are there.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "al.fole.persons")
@JakartarsApplicationBase("persons")
@JakartarsName("persons")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class PersonsApplication extends Application {
  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  volatile Persons persons;

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  volatile Protections protections;

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  volatile Erasures erasures;

  private final Set<Object> resources =
      Set.of(
          new PersonsResource(() -> persons, () -> protections, () -> erasures),
          new ErasuresResource(() -> erasures));
  private @Nullable ServiceRegistration<Application> published;

  /** Last of all, when nothing can fail any more: the whiteboard would not get over it. */
  @Activate
  void publish(BundleContext context, Map<String, Object> properties) {
    published =
        context.registerService(Application.class, this, FrameworkUtil.asDictionary(properties));
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked(Map<String, Object> properties) {
    requireNonNull(published).setProperties(FrameworkUtil.asDictionary(properties));
  }

  /** Nobody is sent here any more. */
  @Deactivate
  void withdraw() {
    requireNonNull(published).unregister();
  }

  @Override
  @SuppressWarnings("deprecation") // the only way to bring instances
  public Set<Object> getSingletons() {
    return resources;
  }
}
