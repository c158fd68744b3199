// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.caller;

import al.fole.spi.Problem;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** {@code Authorization: Bearer name}. */
@Component(service = ContainerRequestFilter.class, scope = ServiceScope.PROTOTYPE)
@JakartarsExtension
@JakartarsName("fole.access")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
  @Context private @Nullable ResourceInfo route;

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString("Authorization");
    if (header == null) {
      if (route != null && route.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
        return;
      }
      throw Problem.of(Problem.Kind.UNAUTHENTICATED, "no-session", "Hyni në sistem.", "Sign in.");
    }
    var caller =
        new NamedCaller(
            header.substring("Bearer ".length()),
            String.valueOf(request.getProperty("fole.request")));
    request.setSecurityContext(new Signed(caller));
  }

  private record Signed(NamedCaller caller) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
