// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Problem documents (RFC 9457), in both languages and with a request id like everybody else's. */
record Refusal(int status, String rule, String en, String sq, String more) {

  /** A part of the module that is not there, or not whole, and why. */
  static Refusal unavailable(String part, Absence why) {
    String reason = why == Absence.UNKNOWN ? "" : ",\"reason\":\"" + why.code() + "\"";
    return new Refusal(
        503,
        "part-unavailable",
        "The part '" + part + "' is not available now" + why.en(),
        "Pjesa '" + part + "' nuk është në punë tani" + why.sq(),
        ",\"part\":\"" + part + "\"" + reason);
  }

  static Refusal noSuchRoute() {
    return new Refusal(
        404, "no-such-route", "There is no such address.", "Kjo adresë nuk ekziston.", "");
  }

  /** What HTTP itself refuses with this status. */
  static Refusal unreadable(int status) {
    return new Refusal(
        status, "request-unreadable", "The request cannot be read.", "Kërkesa nuk lexohet.", "");
  }

  /** No refusal: the process lives, as the part that usually says so says it. */
  static void live(HttpServletResponse response) throws IOException {
    byte[] body = "{\"status\":\"live\"}\n".getBytes(StandardCharsets.UTF_8);
    response.setStatus(200);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String id = UUID.randomUUID().toString();
    String document =
        """
        {"type":"urn:fole:problem:%1$s","title":"%2$s","title_sq":"%3$s",\
        "status":%4$d,"rule":"%1$s","request_id":"%5$s"%6$s}"""
            .formatted(rule, en, sq, status, id, more);
    response.setStatus(status);
    if (status == 503) {
      response.setHeader("Retry-After", "5");
    }
    response.setHeader("X-Request-Id", id);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setContentType("application/problem+json");
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
