// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;

/** What the caller is to know. */
@Path("notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoticesResource {

  private final Overrides overrides;

  /** Speaks for them. */
  public NoticesResource(Overrides overrides) {
    this.overrides = overrides;
  }

  /** 200; those that wait first, at most 200. */
  @GET
  public List<OverrideMapper.Told> list(@Context SecurityContext caller) {
    return overrides.notices((Actor) caller.getUserPrincipal());
  }

  /** 200; 409 when somebody has. */
  @POST
  @Path("{id}/acknowledgement")
  public Receipt acknowledge(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return overrides.acknowledge((Actor) caller.getUserPrincipal(), id);
  }
}
