// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.lifecycle.Releases;
import jakarta.ws.rs.core.Application;
import java.nio.file.Path;
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

/**
 * The HTTP application {@code /api/releases}. Its properties are written out: the annotations for
 * them would make the bundle require a whiteboard, and lifecycle works without one.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "al.fole.lifecycle",
    property = {
      "osgi.jakartars.application.base=releases",
      "osgi.jakartars.name=releases",
      "osgi.jakartars.extension.select=(osgi.jakartars.name=fole.access)",
      "osgi.jakartars.extension.select=(osgi.jakartars.name=fole.rest)"
    })
public final class ReleasesApplication extends Application {

  private final Set<Object> resources;
  private @Nullable ServiceRegistration<Application> published;

  /** Is there with its resource or not at all. */
  @Activate
  public ReleasesApplication(
      BundleContext context, @Reference Releases releases, @Reference Access access) {
    Path directory =
        Path.of(requireNonNull(context.getProperty("fole.data"))).resolve("releases/incoming");
    this.resources = Set.of(new ReleasesResource(releases, access, new Incoming(directory)));
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
