// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The security context access made, with the claim added to the caller. */
final class ClaimedContext implements SecurityContext {
  private final SecurityContext context;
  private final ClaimedCaller caller;

  ClaimedContext(SecurityContext context, ClaimedCaller caller) {
    this.context = context;
    this.caller = caller;
  }

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return context.isUserInRole(role);
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return context.getAuthenticationScheme();
  }
}
