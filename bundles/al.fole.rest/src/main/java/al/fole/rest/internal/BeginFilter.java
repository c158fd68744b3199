// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Gives the request its id before anything can go wrong with it. */
@Component(service = ContainerRequestFilter.class, scope = ServiceScope.PROTOTYPE)
@JakartarsExtension
@JakartarsName("fole.rest.begin")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
@PreMatching
@Priority(1)
public final class BeginFilter implements ContainerRequestFilter {
  static final String REQUEST = "fole.request";

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(REQUEST, UUID.randomUUID().toString());
  }
}
