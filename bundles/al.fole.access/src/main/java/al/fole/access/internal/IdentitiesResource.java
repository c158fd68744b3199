// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.IdentityMapper.LinkedIdentity;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Who an account is elsewhere, for the registry administrator. */
@Path("accounts/{id}/identities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IdentitiesResource {

  private final Identities identities;

  /** Speaks for them. */
  public IdentitiesResource(Identities identities) {
    this.identities = identities;
  }

  /** The links of an account. */
  @GET
  public List<LinkedIdentity> list(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return identities.of((Actor) caller.getUserPrincipal(), id);
  }

  /** Links an identity. */
  @POST
  public Response link(
      @PathParam("id") UUID id, LinkIdentity command, @Context SecurityContext caller) {
    var receipt = identities.link((Actor) caller.getUserPrincipal(), id, command);
    return Response.created(URI.create("accounts/" + id + "/identities")).entity(receipt).build();
  }

  /** Ends a link. */
  @DELETE
  @Path("{identity}")
  public Receipt unlink(
      @PathParam("id") UUID id,
      @PathParam("identity") UUID identity,
      @Context SecurityContext caller) {
    return identities.unlink((Actor) caller.getUserPrincipal(), id, identity);
  }
}
