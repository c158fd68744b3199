// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ParamException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Every exception becomes an {@link Answer}; {@link AnswerFilter} makes the document of it. */
@Component(service = ExceptionMapper.class, scope = ServiceScope.PROTOTYPE)
@JakartarsExtension
@JakartarsName("fole.rest.errors")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
public final class ErrorMapper implements ExceptionMapper<Throwable> {

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
    return answer(Refusals.internal().causedBy(failure)).build();
  }

  private static Response.ResponseBuilder answer(Answer answer) {
    return Response.status(answer.status()).entity(answer).type("application/problem+json");
  }
}
