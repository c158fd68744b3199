// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionMapper.OpenSession;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign in, look at one's sessions, sign out. */
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionsResource {

  private final SignIns signIns;
  private final SignOns signOns;
  private final Sessions sessions;
  private final SessionDesk desk;
  private final OwnPassword ownPassword;
  private final Proxies proxies;

  /** Speaks for them. */
  public SessionsResource(
      SignIns signIns,
      SignOns signOns,
      Sessions sessions,
      SessionDesk desk,
      OwnPassword ownPassword,
      Proxies proxies) {
    this.signIns = signIns;
    this.signOns = signOns;
    this.sessions = sessions;
    this.desk = desk;
    this.ownPassword = ownPassword;
    this.proxies = proxies;
  }

  /** Signs in; the session of a token that comes along ends. */
  @POST
  @PermitAll
  public Response signIn(SignIn command, @Context HttpServletRequest request) {
    return started(
        signIns.signIn(command, proxies.source(request), tokenOf(request), idOf(request)));
  }

  /** Signs on with what a gate gave; the session of a token that comes along ends. */
  @POST
  @Path("sign-on")
  @PermitAll
  public Response signOn(SignOn command, @Context HttpServletRequest request) {
    return started(
        signOns.signOn(command, proxies.source(request), tokenOf(request), idOf(request)));
  }

  private static Response started(SessionView session) {
    return Response.created(URI.create("sessions/current")).entity(session).build();
  }

  private static @Nullable String tokenOf(HttpServletRequest request) {
    return AccessGate.tokenOf(request.getHeader(HttpHeaders.AUTHORIZATION));
  }

  private static String idOf(HttpServletRequest request) {
    var id = request.getAttribute(AccessGate.REQUEST);
    return id == null ? UUID.randomUUID().toString() : id.toString();
  }

  /** One's open sessions. */
  @GET
  @BeforeWork
  public List<OpenSession> list(@Context SecurityContext caller) {
    return desk.own((Actor) caller.getUserPrincipal());
  }

  /** Ends all of one's sessions. */
  @DELETE
  @BeforeWork
  public Receipt endAll(@Context SecurityContext caller) {
    return desk.endAllOwn((Actor) caller.getUserPrincipal());
  }

  /** One's own session. */
  @GET
  @Path("current")
  @BeforeWork
  public SessionView current(@Context SecurityContext caller) {
    return sessions.own((Actor) caller.getUserPrincipal());
  }

  /** Signs out. */
  @DELETE
  @Path("current")
  @BeforeWork
  public Receipt signOut(@Context SecurityContext caller) {
    return sessions.end((Actor) caller.getUserPrincipal());
  }

  /** Proves again who sits there: counts five minutes. */
  @POST
  @Path("current/reauthentication")
  public Receipt reauthenticate(Reauthenticate command, @Context SecurityContext caller) {
    return ownPassword.reauthenticate((Actor) caller.getUserPrincipal(), command);
  }

  /** Ends one of one's sessions. */
  @DELETE
  @Path("{session}")
  @BeforeWork
  public Receipt end(@PathParam("session") UUID session, @Context SecurityContext caller) {
    return desk.endOwn((Actor) caller.getUserPrincipal(), session);
  }
}
