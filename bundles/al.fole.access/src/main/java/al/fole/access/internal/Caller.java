// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls, as the resources see it: the principal is the {@link al.fole.spi.Actor}. */
record Caller(SessionActor actor, boolean secure) implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return actor;
  }

  @Override
  public boolean isUserInRole(String role) {
    return actor.role().equals(role);
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
