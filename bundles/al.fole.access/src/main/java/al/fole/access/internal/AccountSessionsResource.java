// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionMapper.OpenSession;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;

/** Open sessions of an account, for the registry administrator. */
@Path("accounts/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountSessionsResource {

  private final SessionDesk desk;

  /** Speaks for the desk. */
  public AccountSessionsResource(SessionDesk desk) {
    this.desk = desk;
  }

  /** The open ones. */
  @GET
  public List<OpenSession> list(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return desk.of((Actor) caller.getUserPrincipal(), id);
  }

  /** Ends all of them. */
  @DELETE
  public Receipt endAll(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return desk.endAll((Actor) caller.getUserPrincipal(), id);
  }

  /** Ends one. */
  @DELETE
  @Path("{session}")
  public Receipt end(
      @PathParam("id") UUID id,
      @PathParam("session") UUID session,
      @Context SecurityContext caller) {
    return desk.end((Actor) caller.getUserPrincipal(), id, session);
  }
}
