// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Those a case can be given to. */
@Path("workers")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkersResource {

  private final Workers workers;

  /** Speaks for them. */
  public WorkersResource(Workers workers) {
    this.workers = workers;
  }

  /** Those of one's own unit. */
  @GET
  public List<Workers.Worker> list(@Context SecurityContext caller) {
    return workers.ofOwnUnit((Actor) caller.getUserPrincipal());
  }
}
