// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private final List<Integer> refused = new ArrayList<>();

  @Test
  void thisMachineMayAsk() throws IOException {
    assertEquals(true, admitted("", "127.0.0.1", Map.of()));
    assertEquals(true, admitted("", "0:0:0:0:0:0:0:1", Map.of()));
    assertEquals(List.of(), refused);
  }

  @Test
  void anotherMachineMayNotUnlessItIsNamed() throws IOException {
    assertEquals(false, admitted("", "192.0.2.7", Map.of()));
    assertEquals(List.of(403), refused);
    assertEquals(true, admitted("192.0.2.1, 192.0.2.7", "192.0.2.7", Map.of()));
    assertEquals(false, admitted("192.0.2.1", "192.0.2.7", Map.of()));
  }

  @Test
  void whatAProxyHandsOnIsNotFromThisMachine() throws IOException {
    for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via")) {
      assertEquals(false, admitted("", "127.0.0.1", Map.of(header, "x")), header);
    }
    assertEquals(
        true,
        admitted("127.0.0.1", "127.0.0.1", Map.of("Via", "x")),
        "unless the proxy itself is named");
  }

  @Test
  void aNameThatIsNoAddressIsRefusedAtTheStart() {
    assertThrows(IllegalArgumentException.class, () -> new Operators("no address"));
  }

  private boolean admitted(String known, String from, Map<String, String> headers)
      throws IOException {
    HttpServletRequest request =
        fake(
            HttpServletRequest.class,
            (method, argument) ->
                method.equals("getRemoteAddr") ? from : headers.get(String.valueOf(argument)));
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (method, argument) -> {
              if (method.equals("setStatus") && argument instanceof Integer status) {
                refused.add(status);
              }
              return method.equals("getOutputStream") ? new Nowhere() : null;
            });
    return new Operators(known).admit(request, response);
  }

  private interface Answers {
    @Nullable Object to(String method, @Nullable Object argument);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.to(method.getName(), arguments == null ? null : arguments[0])));
  }

  private static final class Nowhere extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // never asked
    }

    @Override
    public void write(int b) {
      // nowhere
    }
  }
}
