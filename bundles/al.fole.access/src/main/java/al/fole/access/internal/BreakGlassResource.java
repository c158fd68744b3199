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

/** Break-glass: a record out of reach, opened at once. */
@Path("break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BreakGlassResource {

  private final Overrides overrides;

  /** Speaks for them. */
  public BreakGlassResource(Overrides overrides) {
    this.overrides = overrides;
  }

  /** 201; 404 for what is not there or sealed. */
  @POST
  public Response open(Overrides.BreakGlass command, @Context SecurityContext caller) {
    Receipt receipt = overrides.open((Actor) caller.getUserPrincipal(), command);
    return Response.created(URI.create("break-glass/" + receipt.id())).entity(receipt).build();
  }
}
