// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Stands before the applications of the parts. Where a part is whole its every error is a problem
 * document; an error without one, or an exception that comes through to here, says that the part is
 * going or coming: 503. Good answers pass untouched. No filter: one of an application's context
 * goes with that context, and a request under way then fails in its place.
 */
@Component(service = Preprocessor.class, configurationPid = "al.fole.fallback")
public final class BareErrors implements Preprocessor {
  private static final System.Logger log = System.getLogger("al.fole.fallback");

  private static final String API = "/api/";

  private final Set<String> parts;
  private final Absences absences;

  /** Knows the parts by name; other applications below {@code /api} are none of ours. */
  @Activate
  public BareErrors(Fallback.Parts configuration, @Reference Absences absences) {
    this.parts = Set.copyOf(Arrays.asList(configuration.parts()));
    this.absences = absences;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse given, FilterChain chain)
      throws IOException, ServletException {
    if (!(any instanceof HttpServletRequest request)
        || !(given instanceof HttpServletResponse response)) {
      chain.doFilter(any, given);
      return;
    }
    // A host may have mounted the module in a context of its own.
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String part = path.startsWith(API) ? path.substring(API.length()).split("[/;]", 2)[0] : "";
    if (!parts.contains(part)) {
      chain.doFilter(request, response);
      return;
    }
    var watched = new WatchedResponse(response);
    try {
      chain.doFilter(request, watched);
    } catch (IOException | ServletException | RuntimeException | LinkageError e) {
      if (response.isCommitted()) {
        throw e;
      }
      log.log(Level.WARNING, "{0} is not whole: {1}", part, cause(e));
      Refusal.unavailable(part, absences.of(part)).send(request, response);
      return;
    }
    if (!request.isAsyncStarted() && watched.isBare() && !response.isCommitted()) {
      int status = watched.refused();
      if (status == 404 || status >= 500) {
        log.log(Level.WARNING, "{0} is not whole: answered {1}", part, status);
        Refusal.unavailable(part, absences.of(part)).send(request, response);
      } else {
        Refusal.unreadable(status).send(request, response);
      }
    }
  }

  /** Without the message, which may hold values of a person. */
  private static String cause(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    StackTraceElement[] trace = first.getStackTrace();
    return first.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
