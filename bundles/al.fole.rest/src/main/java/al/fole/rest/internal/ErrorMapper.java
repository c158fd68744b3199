// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every exception becomes an {@link Answer}; {@link AnswerFilter} makes the document of it. */
final class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

  /** What the whiteboard and its injection throw when a part went while it was being asked. */
  private static final List<String> WHITEBOARD =
      List.of("org.eclipse.osgitech.rest.", "org.jvnet.hk2.", "org.glassfish.hk2.");

  private final BooleanSupplier whole;

  @Context private @Nullable UriInfo uri;

  /**
   * Maps for one application.
   *
   * @param whole whether what the application was made of is still there
   */
  ErrorMapper(BooleanSupplier whole) {
    this.whole = whole;
  }

  @Override
  public Response toResponse(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Problem problem) {
        return answer(Answer.of(problem)).build();
      }
    }
    if (failure instanceof ParamException parameter) {
      boolean inPath = parameter instanceof ParamException.PathParamException;
      return answer(Answer.of(Refusals.parameter(parameter.getParameterName(), inPath))).build();
    }
    if (failure instanceof WebApplicationException http) {
      Response given = http.getResponse();
      Answer known = Refusals.http(given.getStatus());
      if (known != null) {
        var answer = answer(known);
        String allow = given.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
      }
      if (given.getStatus() < 500) {
        return given;
      }
    }
    if (goneUnderway(failure) || !whole.getAsBoolean()) {
      log.warn("{} went while it was being asked: {}", part(), Traces.withoutMessages(failure));
      return answer(Answer.of(Problem.unavailable(part()))).build();
    }
    return answer(Refusals.internal().causedBy(failure)).build();
  }

  private static boolean goneUnderway(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IllegalStateException
        && trace.length > 0
        && WHITEBOARD.stream().anyMatch(trace[0].getClassName()::startsWith);
  }

  private String part() {
    String[] segments = uri == null ? new String[0] : uri.getBaseUri().getPath().split("/");
    return segments.length == 0 ? "" : segments[segments.length - 1];
  }

  private static Response.ResponseBuilder answer(Answer answer) {
    return Response.status(answer.status()).entity(answer).type("application/problem+json");
  }
}
