// SPDX-License-Identifier: EUPL-1.2
package al.fole.unlogged.internal;

import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.keys.Vault;
import al.fole.persons.internal.UnloggedPersons;
import al.fole.store.Database;
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
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The HTTP application {@code /api/unlogged}. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "al.fole.unlogged")
@JakartarsApplicationBase("unlogged")
@JakartarsName("unlogged")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class UnloggedApplication extends Application {
  private final Set<Object> resources;
  private @Nullable ServiceRegistration<Application> published;

  /** Is there with all its resources or not at all. */
  @Activate
  public UnloggedApplication(
      @Reference Database database, @Reference Access access, @Reference Vault vault) {
    this.resources = Set.of(new UnloggedResource(new UnloggedPersons(database, access, vault)));
  }

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
