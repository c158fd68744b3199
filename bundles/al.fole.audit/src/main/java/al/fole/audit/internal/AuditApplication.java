// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

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

/** The HTTP application {@code /api/audit}. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "al.fole.audit")
@JakartarsApplicationBase("audit")
@JakartarsName("audit")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class AuditApplication extends Application {
  private final Set<Object> resources;
  private @Nullable ServiceRegistration<Application> published;

  /** Is there with all its resources or not at all. */
  @Activate
  public AuditApplication(
      @Reference PublishedLog log,
      @Reference Disclosures disclosures,
      @Reference Enquiries enquiries,
      @Reference Holds holds,
      @Reference Sightings sightings,
      @Reference CourtFile court,
      @Reference Anomalies anomalies) {
    this.resources =
        Set.of(
            new AuditResource(log, disclosures),
            new EnquiriesResource(enquiries, holds),
            new SightingsResource(sightings, court, anomalies));
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
