// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.UUID;
import org.slf4j.MDC;

/** Gives the request, and what is logged of it, its id before anything can go wrong with it. */
@PreMatching
@Priority(1)
final class BeginFilter implements ContainerRequestFilter {
  static final String REQUEST = "fole.request";

  @Override
  public void filter(ContainerRequestContext request) {
    String id = UUID.randomUUID().toString();
    request.setProperty(REQUEST, id);
    MDC.put(Traces.REQUEST_ID, id);
  }
}
