// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.Objects.requireNonNull;

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

/** The HTTP application {@code /api/access}. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "al.fole.access")
@JakartarsApplicationBase("access")
@JakartarsName("access")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class AccessApplication extends Application {
  private final Set<Object> resources;
  private @Nullable ServiceRegistration<Application> published;

  /** Is there with all its resources or not at all. */
  @Activate
  public AccessApplication(
      @Reference Accounts accounts,
      @Reference AccountRoles roles,
      @Reference CurrentMatrix matrix,
      @Reference SignIns signIns,
      @Reference SignOns signOns,
      @Reference Identities identities,
      @Reference Sessions sessions,
      @Reference SessionDesk desk,
      @Reference OwnPassword ownPassword,
      @Reference Proxies proxies,
      @Reference Workers workers,
      @Reference SecondFactors factors,
      @Reference Briefings briefings,
      @Reference MatrixPrints prints,
      @Reference MatrixChanges changes,
      @Reference Overrides overrides,
      @Reference Seals seals) {
    this.resources =
        Set.of(
            new BreakGlassResource(overrides),
            new NoticesResource(overrides),
            new ReviewsResource(overrides),
            new SealsResource(seals),
            new UnsealingsResource(seals),
            new AccountsResource(accounts, roles),
            new AccountRolesResource(roles),
            new AccountSessionsResource(desk),
            new IdentitiesResource(identities),
            new MatrixResource(matrix, prints),
            new WorkersResource(workers),
            new MatrixChangesResource(changes),
            new SessionsResource(signIns, signOns, sessions, desk, ownPassword, proxies),
            new OwnAccountResource(ownPassword, factors, briefings));
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
