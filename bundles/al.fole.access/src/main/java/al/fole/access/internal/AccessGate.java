// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The door of every application: without a session nobody comes past it, except to methods marked
 * {@link PermitAll}. One instance an application, because of the injected field.
 */
@Priority(Priorities.AUTHENTICATION)
final class AccessGate implements ContainerRequestFilter {

  /** Declares the purpose of a session of the parent; ours declared it when it began. */
  static final String PURPOSE = "Fole-Purpose";

  /** Where al.fole.rest leaves the id of the request. */
  static final String REQUEST = "fole.request";

  private static final String BEARER = "Bearer ";
  private static final String OF_PARENT = "parent:";
  private static final int LONGEST = 4096;

  private final Sessions sessions;
  private final ParentSessions parentSessions;

  @Context @Nullable ResourceInfo route;

  /** Asks both kinds of sessions. */
  AccessGate(Sessions sessions, ParentSessions parentSessions) {
    this.sessions = sessions;
    this.parentSessions = parentSessions;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isMarked(PermitAll.class)) {
      return;
    }
    var id = request.getProperty(REQUEST);
    var actor = actor(request, id == null ? UUID.randomUUID().toString() : id.toString());
    var step = actor.step();
    if (step != null && !isMarked(BeforeWork.class)) {
      throw sessions.refused(actor, step.refusal());
    }
    request.setSecurityContext(new Caller(actor, request.getSecurityContext().isSecure()));
  }

  private SessionActor actor(ContainerRequestContext request, String id) {
    var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw sessions.unauthenticated(AccessRules.signInFirst(), id);
    }
    if (header.length() > LONGEST) {
      throw sessions.unauthenticated(AccessRules.sessionEnded(), id);
    }
    var token = header.substring(BEARER.length()).strip();
    var purpose = request.getHeaderString(PURPOSE);
    if (token.startsWith(OF_PARENT)) {
      return parentSessions.resume(token.substring(OF_PARENT.length()), purpose, id);
    }
    var actor = sessions.resume(token, id);
    if (purpose != null && !purpose.equals(actor.purpose())) {
      throw sessions.refused(actor, AccessRules.purposeOfSession());
    }
    return actor;
  }

  /** The token of a request to sign in that comes out of a session; empty when it does not. */
  static @Nullable String tokenOf(@Nullable String header) {
    return header != null
            && header.length() <= LONGEST
            && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  private boolean isMarked(Class<? extends Annotation> mark) {
    var matched = route;
    return matched != null
        && matched.getResourceMethod() != null
        && (matched.getResourceMethod().isAnnotationPresent(mark)
            || matched.getResourceClass().isAnnotationPresent(mark));
  }
}
