// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BareErrorsTest {
  private final Map<String, Object> sent = new HashMap<>(Map.of("status", 200));
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final ServletOutputStream out =
      new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
          body.write(b);
        }
      };

  @Test
  void anErrorWithoutADocumentIs503() throws Exception {
    ask("/api/nests/1", (request, response) -> http(response).sendError(500));
    unavailable();
  }

  @Test
  void aPageOfTheContainerIs503AndItsTextGoesNowhere() throws Exception {
    ask(
        "/api/nests",
        (request, response) -> {
          http(response).setStatus(404);
          response.setContentType("text/html");
          response.getOutputStream().write("<html>".getBytes(StandardCharsets.UTF_8));
        });
    unavailable();
  }

  @Test
  void whatComesThroughToTheContainerIs503() throws Exception {
    for (Exception failure :
        new Exception[] {
          new ServletException("gone"), new IOException("gone"), new IllegalStateException("gone")
        }) {
      body.reset();
      ask(
          "/api/nests;v=1/x",
          (request, response) -> {
            if (failure instanceof IOException io) {
              throw io;
            } else if (failure instanceof ServletException servlet) {
              throw servlet;
            }
            throw (RuntimeException) failure;
          });
      unavailable();
    }
  }

  @Test
  void aBareRefusalKeepsItsStatus() throws Exception {
    ask("/api/nests", (request, response) -> http(response).sendError(405));
    assertEquals(405, sent.get("status"));
    assertTrue(body.toString(StandardCharsets.UTF_8).contains("\"rule\":\"request-unreadable\""));
  }

  @Test
  void aProblemDocumentStays() throws Exception {
    ask(
        "/api/nests",
        (request, response) -> {
          http(response).setStatus(500);
          response.setContentType("application/problem+json");
          response.getOutputStream().write('{');
        });
    assertEquals(500, sent.get("status"));
    assertEquals("{", body.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aGoodAnswerIsNotHeldBack() throws Exception {
    ask(
        "/api/nests",
        (request, response) -> {
          assertSame(out, response.getOutputStream());
          response.getOutputStream().write('a');
          assertEquals(1, body.size());
        });
    assertEquals(200, sent.get("status"));
  }

  @Test
  void whatIsNoPartOfOursIsLeftAlone() throws Exception {
    for (String path : new String[] {"/api/others", "/registry", "/api", "/x/nests"}) {
      ask(path, (request, response) -> http(response).sendError(404));
      assertEquals(404, sent.get("status"), path);
      assertEquals(0, body.size(), path);
    }
  }

  private void unavailable() {
    assertEquals(503, sent.get("status"));
    assertEquals("5", sent.get("Retry-After"));
    String document = body.toString(StandardCharsets.UTF_8);
    assertTrue(document.startsWith("{\"type\":\"urn:fole:problem:part-unavailable\""), document);
    assertTrue(document.endsWith("\"part\":\"nests\"}"), document);
  }

  @Test
  void whereAHostHasMountedTheModuleItIsTheSame() throws Exception {
    ask("/fole", "/fole/api/nests/1", (request, response) -> http(response).sendError(500));
    unavailable();
  }

  private void ask(String path, FilterChain application) throws Exception {
    ask("", path, application);
  }

  private void ask(String mount, String path, FilterChain application) throws Exception {
    var request =
        fake(
            HttpServletRequest.class,
            Map.of(
                "getContextPath",
                mount,
                "getRequestURI",
                path,
                "getMethod",
                "GET",
                "isAsyncStarted",
                false));
    var response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    new BareErrors(parts(), new Absences()).doFilter(request, response, application);
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    switch (method) {
      case "setStatus", "sendError" -> sent.put("status", arguments[0]);
      case "setContentType" -> sent.put("type", arguments[0]);
      case "setHeader" -> sent.put((String) arguments[0], arguments[1]);
      case "getStatus" -> {
        return sent.get("status");
      }
      case "getContentType" -> {
        return sent.get("type");
      }
      case "getOutputStream" -> {
        return out;
      }
      case "isCommitted" -> {
        return false;
      }
      default -> {}
    }
    return null;
  }

  private static HttpServletResponse http(jakarta.servlet.ServletResponse response) {
    return (HttpServletResponse) response;
  }

  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private static Fallback.Parts parts() {
    return fake(Fallback.Parts.class, Map.of("parts", new String[] {"nests"}));
  }
}
