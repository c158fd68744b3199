// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Properties of each application. */
@Component(service = Feature.class, scope = ServiceScope.PROTOTYPE)
@JakartarsExtension
@JakartarsName("fole.rest.settings")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
public final class Settings implements Feature {

  @Override
  public boolean configure(FeatureContext context) {
    // A Location is a path: made absolute it would repeat whatever Host the caller has sent.
    context.property("jersey.config.server.headers.location.relative.resolution.disabled", true);
    return true;
  }
}
