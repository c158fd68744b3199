// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

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

/** Roles of accounts, for the registry administrators. */
@Path("accounts/{id}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountRolesResource {

  private final AccountRoles roles;

  /** Speaks for the roles. */
  public AccountRolesResource(AccountRoles roles) {
    this.roles = roles;
  }

  /** The roles of an account. */
  @GET
  public List<HeldRole> all(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return roles.all((Actor) caller.getUserPrincipal(), id);
  }

  /** Grants a further role, or proposes it. */
  @POST
  public Response grant(
      @PathParam("id") UUID id, GrantRole command, @Context SecurityContext caller) {
    var receipt = roles.grant((Actor) caller.getUserPrincipal(), id, command);
    return Response.created(URI.create("accounts/" + id + "/roles")).entity(receipt).build();
  }

  /** Approves a role that another administrator proposed. */
  @POST
  @Path("{role}/approval")
  public Receipt approve(
      @PathParam("id") UUID id, @PathParam("role") UUID role, @Context SecurityContext caller) {
    return roles.approve((Actor) caller.getUserPrincipal(), id, role);
  }

  /** Takes a role or a proposal away. */
  @DELETE
  @Path("{role}")
  public Receipt end(
      @PathParam("id") UUID id, @PathParam("role") UUID role, @Context SecurityContext caller) {
    return roles.end((Actor) caller.getUserPrincipal(), id, role);
  }
}
