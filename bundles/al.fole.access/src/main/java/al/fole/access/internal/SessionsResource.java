// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;

/** Sign in, look at one's session, sign out, set one's password. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionsResource {

  private final SignIns signIns;
  private final Sessions sessions;
  private final OwnPassword ownPassword;

  /** Speaks for them. */
  public SessionsResource(SignIns signIns, Sessions sessions, OwnPassword ownPassword) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.ownPassword = ownPassword;
  }

  /** Signs in. */
  @POST
  @Path("sessions")
  @PermitAll
  public Response signIn(SignIn command, @Context HttpServletRequest request) {
    var id = request.getAttribute(AccessGate.REQUEST);
    var session =
        signIns.signIn(
            command,
            request.getRemoteAddr(),
            id == null ? UUID.randomUUID().toString() : id.toString());
    return Response.created(URI.create("sessions/current")).entity(session).build();
  }

  /** One's own session. */
  @GET
  @Path("sessions/current")
  @WithFirstPassword
  public SessionView current(@Context SecurityContext caller) {
    return sessions.own((Actor) caller.getUserPrincipal());
  }

  /** Signs out. */
  @DELETE
  @Path("sessions/current")
  @WithFirstPassword
  public Receipt signOut(@Context SecurityContext caller) {
    return sessions.end((Actor) caller.getUserPrincipal());
  }

  /** Proves again who sits there: counts five minutes. */
  @POST
  @Path("sessions/current/reauthentication")
  public Receipt reauthenticate(Reauthenticate command, @Context SecurityContext caller) {
    return ownPassword.reauthenticate((Actor) caller.getUserPrincipal(), command);
  }

  /** Sets a new password. */
  @PUT
  @Path("password")
  @WithFirstPassword
  public Receipt setPassword(ChangePassword command, @Context SecurityContext caller) {
    return ownPassword.change((Actor) caller.getUserPrincipal(), command);
  }
}
