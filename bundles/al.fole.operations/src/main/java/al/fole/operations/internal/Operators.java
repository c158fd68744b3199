// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Who may ask: this machine itself, and the addresses of {@code fole.operators}. What a proxy hands
 * on comes from somewhere else, whatever address it has.
 */
@Component(service = Operators.class, configurationPid = "al.fole.operations")
public final class Operators {

  private static final Set<String> HANDED_ON =
      Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

  private final Set<InetAddress> known;

  /** Knows the addresses of the framework property. */
  @Activate
  public Operators(BundleContext context) {
    this(context.getProperty("fole.operators"));
  }

  Operators(@Nullable String addresses) {
    known =
        Arrays.stream((addresses == null ? "" : addresses).split(","))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .map(Operators::address)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether he may; a stranger has been answered. */
  boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    InetAddress from = address(request.getRemoteAddr());
    boolean direct = HANDED_ON.stream().allMatch(header -> request.getHeader(header) == null);
    if (known.contains(from) || direct && from.isLoopbackAddress()) {
      return true;
    }
    answer(response, 403, "application/json", "{\"status\":\"for operators only\"}");
    return false;
  }

  static void answer(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    response.getOutputStream().write(body);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("fole.operators: " + text + " is no address", e);
    }
  }
}
