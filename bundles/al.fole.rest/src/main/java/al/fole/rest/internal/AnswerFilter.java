// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What every answer has: request id, security headers, ETag; problems become documents. */
@Priority(AnswerFilter.PRIORITY)
final class AnswerFilter implements ContainerResponseFilter {
  static final int PRIORITY = 2500;

  private static final Logger log = LoggerFactory.getLogger(AnswerFilter.class);

  /** The accessor of a record's {@code long version}; dies with the record's class. */
  private static final ClassValue<Optional<Method>> VERSION =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          if (!type.isRecord()) {
            return Optional.empty();
          }
          for (var component : type.getRecordComponents()) {
            if (component.getName().equals("version") && component.getType() == long.class) {
              component.getAccessor().setAccessible(true);
              return Optional.of(component.getAccessor());
            }
          }
          return Optional.empty();
        }
      };

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    String id = requestId(request);
    headers.putSingle("X-Request-Id", id);
    headers.putIfAbsent(HttpHeaders.CACHE_CONTROL, one("no-store"));
    headers.putIfAbsent("X-Content-Type-Options", one("nosniff"));
    headers.putIfAbsent(
        "Content-Security-Policy", one("default-src 'none'; frame-ancestors 'none'"));
    headers.putIfAbsent("Referrer-Policy", one("no-referrer"));
    URI location = response.getLocation();
    if (location != null && !location.isAbsolute()) {
      URI whole = request.getUriInfo().getBaseUri().resolve(location);
      headers.putSingle(HttpHeaders.LOCATION, whole.getRawPath());
    }
    Object entity = response.getEntity();
    if (entity instanceof Answer answer) {
      problem(answer, id, request, response);
    } else if (entity != null && response.getStatus() < 300) {
      tag(entity, headers);
      if (entity instanceof Receipt receipt) {
        created(receipt, request, response);
      }
    }
    MDC.remove(Traces.REQUEST_ID);
  }

  private static void problem(
      Answer answer,
      String id,
      ContainerRequestContext request,
      ContainerResponseContext response) {
    if (answer.cause() != null) {
      log.error(
          "Request {} {} failed: {}",
          id,
          request.getMethod(),
          Traces.withoutMessages(answer.cause()));
      log.debug("Request {} failed", id, answer.cause());
    }
    if (answer.status() == 401) {
      response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"fole\"");
    }
    if (answer.status() == 503 || answer.status() == 429) {
      response
          .getHeaders()
          .putSingle(HttpHeaders.RETRY_AFTER, answer.more().getOrDefault("retry_after", "5"));
    }
    response.setEntity(answer.document(id));
  }

  private static void created(
      Receipt receipt, ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getRequestUri().getRawPath();
    if (request.getMethod().equals("POST")
        && response.getStatus() == 200
        && !path.contains(receipt.id().toString())) {
      response.setStatus(201);
      response
          .getHeaders()
          .putSingle(HttpHeaders.LOCATION, path + (path.endsWith("/") ? "" : "/") + receipt.id());
    }
  }

  private static void tag(Object entity, MultivaluedMap<String, Object> headers) {
    Optional<Method> version = VERSION.get(entity.getClass());
    if (version.isPresent()) {
      try {
        headers.putIfAbsent(
            HttpHeaders.ETAG, one(new Version((long) version.get().invoke(entity)).toString()));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String requestId(ContainerRequestContext request) {
    var security = request.getSecurityContext();
    if (security != null && security.getUserPrincipal() instanceof Actor actor) {
      return actor.request();
    }
    Object id = request.getProperty(BeginFilter.REQUEST);
    return id == null ? UUID.randomUUID().toString() : id.toString();
  }

  private static List<Object> one(@Nullable Object value) {
    return Collections.singletonList(value);
  }
}
