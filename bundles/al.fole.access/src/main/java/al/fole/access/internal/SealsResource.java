// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;

/** Sealing: adoption, or an order of a court. */
@Path("seals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SealsResource {

  private final Seals seals;

  /** Speaks for them. */
  public SealsResource(Seals seals) {
    this.seals = seals;
  }

  /** 201; from then on the record is there for nobody. */
  @POST
  public Response seal(Seals.SealRecord command, @Context SecurityContext caller) {
    Receipt receipt = seals.seal((Actor) caller.getUserPrincipal(), command);
    return Response.created(URI.create("seals/" + receipt.id())).entity(receipt).build();
  }
}
