// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/** Times every request below {@code /api}, in whichever context it is answered. */
@Component(
    service = Filter.class,
    scope = ServiceScope.PROTOTYPE,
    configurationPid = "al.fole.operations",
    property = "service.ranking:Integer=2000000")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class RequestFilter implements Filter {

  private static final Pattern APPLICATION = Pattern.compile("(.*)/api(?:/.*)?");

  private final RequestTimes times;

  /** Tells the times. */
  @Activate
  public RequestFilter(@Reference RequestTimes times) {
    this.times = times;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest asked)
        || !(response instanceof HttpServletResponse answer)
        || !path(asked).startsWith("/api/")) {
      chain.doFilter(request, response);
      return;
    }
    Timing timing = new Timing(path(asked), asked.getMethod(), answer, System.nanoTime());
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      timing.end(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      throw e;
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(timing);
    } else {
      timing.end(answer.getStatus());
    }
  }

  /**
   * Without the context in which a host may have mounted the module. Behind that one the whiteboard
   * gives each application a context of its own below {@code /api}, which stays.
   */
  private static String path(HttpServletRequest asked) {
    String context = asked.getContextPath();
    Matcher application = APPLICATION.matcher(context);
    int mounted = application.matches() ? application.end(1) : context.length();
    return asked.getRequestURI().substring(mounted);
  }

  /** One request under way. */
  private final class Timing implements AsyncListener {
    private final String path;
    private final String method;
    private final HttpServletResponse answer;
    private final long began;

    Timing(String path, String method, HttpServletResponse answer, long began) {
      this.path = path;
      this.method = method;
      this.answer = answer;
      this.began = began;
    }

    void end(int status) {
      times.took(System.nanoTime() - began, path, method, status);
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end(answer.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // completes
    }

    @Override
    public void onError(AsyncEvent event) {
      // completes
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
