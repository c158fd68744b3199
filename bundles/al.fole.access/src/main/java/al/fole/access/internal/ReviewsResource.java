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

/** Break-glass accesses that somebody else judges. */
@Path("reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReviewsResource {

  private final Overrides overrides;

  /** Speaks for them. */
  public ReviewsResource(Overrides overrides) {
    this.overrides = overrides;
  }

  /** 200; those that wait first, at most 200. */
  @GET
  public List<Overrides.Review> list(@Context SecurityContext caller) {
    return overrides.reviews((Actor) caller.getUserPrincipal());
  }

  /** 200; 409 by whoever did it, or when it was judged. */
  @POST
  @Path("{id}/decision")
  public Receipt judge(
      @PathParam("id") UUID id, Overrides.Judge command, @Context SecurityContext caller) {
    return overrides.judge((Actor) caller.getUserPrincipal(), id, command);
  }
}
