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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Sealed records that two persons open to a third. */
@Path("unsealings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UnsealingsResource {

  private final Seals seals;

  /** Speaks for them. */
  public UnsealingsResource(Seals seals) {
    this.seals = seals;
  }

  /** 200; those that wait first, at most 200. */
  @GET
  public List<Seals.Unsealing> list(@Context SecurityContext caller) {
    return seals.list((Actor) caller.getUserPrincipal());
  }

  /** 201. */
  @POST
  public Response propose(Seals.ProposeUnsealing command, @Context SecurityContext caller) {
    Receipt receipt = seals.propose((Actor) caller.getUserPrincipal(), command);
    return Response.created(URI.create("unsealings/" + receipt.id())).entity(receipt).build();
  }

  /** 200; 409 by whoever proposed it, or when it was decided. */
  @POST
  @Path("{id}/decision")
  public Receipt decide(
      @PathParam("id") UUID id, Seals.Decide command, @Context SecurityContext caller) {
    return seals.decide((Actor) caller.getUserPrincipal(), id, command);
  }
}
