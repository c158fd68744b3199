// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, for the registry administrator. */
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountsResource {

  private final Accounts accounts;

  /** Speaks for the accounts. */
  public AccountsResource(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Creates an account; the answer holds its first password. */
  @POST
  public Response create(CreateAccount command, @Context SecurityContext caller) {
    var invitation = accounts.create((Actor) caller.getUserPrincipal(), command);
    return Response.created(URI.create("accounts/" + invitation.id())).entity(invitation).build();
  }

  /** Accounts by name. */
  @GET
  public Page<Account> list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @Context SecurityContext caller) {
    return accounts.list((Actor) caller.getUserPrincipal(), after, limit);
  }

  /** One account. */
  @GET
  @Path("{id}")
  public Account view(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return accounts.view((Actor) caller.getUserPrincipal(), id);
  }

  /** Stops an account. */
  @POST
  @Path("{id}/disabling")
  public Receipt disable(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.disable((Actor) caller.getUserPrincipal(), id, expected, reason);
  }

  /** Lets an account in again. */
  @POST
  @Path("{id}/enabling")
  public Receipt enable(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.enable((Actor) caller.getUserPrincipal(), id, expected, reason);
  }

  /** Makes a first password again. */
  @POST
  @Path("{id}/first-password")
  public Invitation reissue(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      @Context SecurityContext caller) {
    return accounts.reissue((Actor) caller.getUserPrincipal(), id, expected);
  }

  /** Gives another role or unit. */
  @PUT
  @Path("{id}/assignment")
  public Receipt assign(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      AssignAccount command,
      @Context SecurityContext caller) {
    return accounts.assign((Actor) caller.getUserPrincipal(), id, expected, command);
  }
}
