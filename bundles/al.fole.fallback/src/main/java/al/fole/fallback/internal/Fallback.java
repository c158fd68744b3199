// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** 503 for a known part that is not there, 404 for the rest; RFC 9457 like everybody else. */
@Component(service = Servlet.class, configurationPid = "al.fole.fallback")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=" + ApiContext.NAME + ")")
@HttpWhiteboardServletPattern("/*")
public final class Fallback extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long PATIENCE = 16L * 1024 * 1024;

  /** Properties of the PID {@code al.fole.fallback}. */
  public @interface Parts {
    /** First path segments below {@code /api} that belong to a part of the module. */
    String[] parts() default {
      "access",
      "audit",
      "releases",
      "persons",
      "openapi",
      "cases",
      "families",
      "plans",
      "dossier",
      "duties",
      "oversight",
      "reports",
      "exchange"
    };
  }

  private final transient Set<String> parts;
  private final transient Absences absences;

  /** Knows the parts by name. */
  @Activate
  public Fallback(Parts configuration, @Reference Absences absences) {
    this.parts = Set.copyOf(Arrays.asList(configuration.parts()));
    this.absences = absences;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    drain(request.getInputStream());
    String part = firstSegment(request.getPathInfo());
    Refusal refusal =
        parts.contains(part) ? Refusal.unavailable(part, absences.of(part)) : Refusal.noSuchRoute();
    refusal.send(request, response);
  }

  /** The caller may still be sending; answered too early he would see a broken connection. */
  static void drain(InputStream in) throws IOException {
    byte[] rest = new byte[8192];
    long read = 0;
    for (int n = in.read(rest); n >= 0 && read < PATIENCE; n = in.read(rest)) {
      read += n;
    }
  }

  private static String firstSegment(@Nullable String path) {
    String[] segments = path == null ? new String[0] : path.split("/", 3);
    return segments.length < 2 ? "" : segments[1];
  }
}
