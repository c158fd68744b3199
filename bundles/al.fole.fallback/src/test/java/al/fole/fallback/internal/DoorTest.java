// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pause is for everybody but whoever has the key, and begins when nobody is inside. */
class DoorTest {
  private final Door door =
      new Door(fake(Fallback.Parts.class, Map.of("parts", new String[] {"nests", "access"})));
  private final Map<String, Object> sent = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean passed;

  @Test
  void openItLetsEverybodyIn() throws Exception {
    ask("/api/nests/1", null);
    assertTrue(passed);
  }

  @Test
  void shutEveryPartAnswers503WithRetryAfterNamingThePause() throws Exception {
    door.pause = key -> false;
    for (String path : new String[] {"/api/nests/1", "/api/access/sessions", "/api/nests;v=1"}) {
      ask(path, null);
      assertEquals(false, passed, path);
      assertEquals(503, sent.get("status"), path);
      assertEquals("5", sent.get("Retry-After"), path);
      assertTrue(said().contains("\"reason\":\"paused\""), said());
      assertTrue(said().contains("ndalur për një përditësim"), said());
    }
    for (String path : new String[] {"/health/ready", "/metrics"}) {
      ask(path, null);
      assertEquals(503, sent.get("status"), path);
    }
  }

  @Test
  void shutTheProcessIsStillAlive() throws Exception {
    door.pause = key -> false;
    ask("/health/live", null);
    assertEquals(200, sent.get("status"));
    assertEquals("{\"status\":\"live\"}\n", said());
  }

  @Test
  void shutWhatIsNotOursIsLeftAlone() throws Exception {
    door.pause = key -> false;
    for (String path : new String[] {"/registry", "/", "", "/api/others", "/healthy"}) {
      ask(path, null);
      assertTrue(passed, path);
    }
  }

  @Test
  void theKeyOpensAndAnotherDoesNot() throws Exception {
    door.pause = "right"::equals;
    ask("/api/nests", "right");
    assertTrue(passed);
    ask("/api/nests", "wrong");
    assertEquals(503, sent.get("status"));
  }

  @Test
  void itCountsWhoIsInsideHoweverHeLeaves() throws Exception {
    ask("/api/nests", null, (request, response) -> assertEquals(1, door.getAsInt()));
    assertEquals(0, door.getAsInt());
    assertThrows(
        ServletException.class,
        () ->
            ask(
                "/api/nests",
                null,
                (request, response) -> {
                  throw new ServletException("gone");
                }));
    assertEquals(0, door.getAsInt());
    ask("/registry", null, (request, response) -> assertEquals(0, door.getAsInt()));
  }

  private String said() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private void ask(String path, @Nullable String key) throws Exception {
    ask(path, key, (request, response) -> passed = true);
  }

  private void ask(String path, @Nullable String key, FilterChain chain) throws Exception {
    passed = false;
    sent.clear();
    body.reset();
    Map<String, Object> answers = new HashMap<>();
    answers.put("getContextPath", "");
    answers.put("getRequestURI", path);
    answers.put("getMethod", "GET");
    answers.put("getInputStream", input());
    if (key != null) {
      answers.put("getHeader", key);
    }
    var response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    door.doFilter(fake(HttpServletRequest.class, answers), response, chain);
  }

  private @Nullable Object answer(String method, Object[] arguments) {
    switch (method) {
      case "setStatus" -> sent.put("status", arguments[0]);
      case "setHeader" -> sent.put((String) arguments[0], arguments[1]);
      case "getOutputStream" -> {
        return output();
      }
      default -> {}
    }
    return null;
  }

  private ServletOutputStream output() {
    return new ServletOutputStream() {
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
  }

  private static ServletInputStream input() {
    InputStream empty = new ByteArrayInputStream(new byte[0]);
    return new ServletInputStream() {
      @Override
      public int read() throws java.io.IOException {
        return empty.read();
      }

      @Override
      public boolean isFinished() {
        return true;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(jakarta.servlet.ReadListener listener) {}
    };
  }

  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
