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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, for the registry administrator. */
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountsResource {

  private final Accounts accounts;
  private final AccountRoles roles;

  /** Speaks for the accounts. */
  public AccountsResource(Accounts accounts, AccountRoles roles) {
    this.accounts = accounts;
    this.roles = roles;
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

  /** Lets an account read only. */
  @POST
  @Path("{id}/limitation")
  public Receipt limit(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.limit((Actor) caller.getUserPrincipal(), id, expected, reason);
  }

  /** Stops an account for a time, until a moment if one is said. */
  @POST
  @Path("{id}/suspension")
  public Receipt suspend(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      SuspendAccount command,
      @Context SecurityContext caller) {
    return accounts.suspend((Actor) caller.getUserPrincipal(), id, expected, command);
  }

  /** Stops an account for good. */
  @POST
  @Path("{id}/deactivation")
  public Receipt deactivate(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.deactivate((Actor) caller.getUserPrincipal(), id, expected, reason);
  }

  /** As release 1.0 called {@link #deactivate}. */
  @POST
  @Path("{id}/disabling")
  public Receipt disable(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return deactivate(id, expected, reason, caller);
  }

  /** Lets an account work again. */
  @POST
  @Path("{id}/restoration")
  public Receipt restore(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.restore((Actor) caller.getUserPrincipal(), id, expected, reason);
  }

  /** As release 1.0 called {@link #restore}. */
  @POST
  @Path("{id}/enabling")
  public Receipt enable(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return restore(id, expected, reason, caller);
  }

  /** Writes down a training certificate. */
  @PUT
  @Path("{id}/training")
  public Receipt train(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      TrainAccount training,
      @Context SecurityContext caller) {
    return accounts.train((Actor) caller.getUserPrincipal(), id, expected, training);
  }

  /** Takes a lost second factor away. */
  @POST
  @Path("{id}/second-factor-reset")
  public Receipt resetSecondFactor(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason reason,
      @Context SecurityContext caller) {
    return accounts.resetSecondFactor((Actor) caller.getUserPrincipal(), id, expected, reason);
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

  /** Gives another role or unit instead of all it has. */
  @PUT
  @Path("{id}/assignment")
  public Receipt assign(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      AssignAccount command,
      @Context SecurityContext caller) {
    return roles.assign((Actor) caller.getUserPrincipal(), id, expected, command);
  }

  /** Roles that wait for a second administrator. */
  @GET
  @Path("proposals")
  public List<HeldRole> proposals(@Context SecurityContext caller) {
    return roles.proposals((Actor) caller.getUserPrincipal());
  }
}
