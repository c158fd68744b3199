// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.keys.Tokens;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** After authentication, before the resource: If-Match, the body and its limit, the claim. */
@Priority(RequestFilter.PRIORITY)
final class RequestFilter implements ContainerRequestFilter {
  /** Behind AUTHENTICATION (1000) and AUTHORIZATION (2000). */
  static final int PRIORITY = 2500;

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  static final int LIMIT = 64 * 1024;

  /** Read and thrown away of a body that is too large, so that the caller gets to the answer. */
  private static final long PATIENCE = 16L * 1024 * 1024;

  @Context private @Nullable ResourceInfo route;

  private final Supplier<@Nullable Tokens> tokens;

  RequestFilter(Supplier<@Nullable Tokens> tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Method method = route == null ? null : route.getResourceMethod();
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (method != null && !(caller instanceof Actor) && !open(method)) {
      // Access refuses before us. While it goes, the whiteboard may rebuild an application without.
      throw Problem.unavailable("access");
    }
    if (method != null && wantsIfMatch(method)) {
      requireIfMatch(request.getHeaderString(HttpHeaders.IF_MATCH));
    }
    if (method != null && streams(method)) {
      return; // the resource reads as much as it likes, and what it keeps goes by its content
    }
    byte[] body = body(request);
    boolean writes = WRITES.contains(request.getMethod());
    if (method != null && body.length == 0 && writes && wantsBody(method)) {
      throw Refusals.bodyMissing();
    }
    String key = request.getHeaderString("Idempotency-Key");
    if (key != null && writes && caller instanceof Actor actor) {
      claim(request, actor, key, body);
    }
  }

  /** Whether the resource takes bytes as they come, for which it has a limit of its own. */
  private static boolean streams(Method method) {
    Consumes consumes = method.getAnnotation(Consumes.class);
    return consumes != null
        && Arrays.asList(consumes.value()).contains(MediaType.APPLICATION_OCTET_STREAM);
  }

  private boolean open(Method method) {
    return method.isAnnotationPresent(PermitAll.class)
        || (route != null && route.getResourceClass().isAnnotationPresent(PermitAll.class));
  }

  private void claim(ContainerRequestContext request, Actor actor, String key, byte[] body) {
    if (!key.matches("[!-~]{1,128}")) {
      throw Refusals.keyUnreadable();
    }
    Tokens keyed = tokens.get();
    if (keyed == null) {
      throw Problem.unavailable("keys");
    }
    String path = request.getUriInfo().getRequestUri().getRawPath();
    byte[] claim =
        keyed.digest(
            "idempotency-key",
            String.join("|", key, actor.who().toString(), request.getMethod(), path));
    byte[] content = keyed.digest("idempotency-body", Base64.getEncoder().encodeToString(body));
    request.setSecurityContext(
        new ClaimedContext(request.getSecurityContext(), new ClaimedCaller(actor, claim, content)));
  }

  private static byte[] body(ContainerRequestContext request) throws IOException {
    if (!request.hasEntity()) {
      return new byte[0];
    }
    InputStream in = request.getEntityStream();
    byte[] body;
    try {
      body = in.readNBytes(LIMIT + 1);
      if (body.length > LIMIT) {
        byte[] rest = new byte[8192];
        long read = 0;
        for (int n = in.read(rest); n >= 0 && read < PATIENCE; n = in.read(rest)) {
          read += n;
        }
      }
    } catch (IOException e) {
      throw Refusals.bodyBroken();
    }
    if (body.length > LIMIT) {
      throw Refusals.bodyTooLarge(LIMIT);
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    return body;
  }

  /** An empty one is none: Jersey would pass null. */
  private static void requireIfMatch(@Nullable String tag) {
    if (tag == null || tag.isBlank()) {
      throw Refusals.ifMatchMissing();
    }
  }

  private static boolean wantsIfMatch(Method method) {
    return Arrays.stream(method.getParameters())
        .map(p -> p.getAnnotation(HeaderParam.class))
        .anyMatch(h -> h != null && h.value().equalsIgnoreCase(HttpHeaders.IF_MATCH));
  }

  private static boolean wantsBody(Method method) {
    return Arrays.stream(method.getParameterAnnotations()).anyMatch(a -> a.length == 0);
  }
}
