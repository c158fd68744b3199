// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a proxy hands on is believed of the proxies the operator names, and of nobody else. */
class ProxiesTest {
  private static final String PROXY = "10.0.0.1";
  private final Proxies proxies = new Proxies("10.0.0.1, 2001:db8::1");

  private static HttpServletRequest request(String peer, Map<String, List<String>> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getRemoteAddr")
                    ? peer
                    : Collections.enumeration(
                        headers.getOrDefault(String.valueOf(arguments[0]), List.of())));
  }

  private String source(String peer, String header, String... lines) {
    return proxies.source(request(peer, Map.of(header, List.of(lines))));
  }

  @Test
  void whatAStrangerSaysOfHimselfChangesNothing() {
    for (var header : List.of("Forwarded", "X-Forwarded-For")) {
      for (var said : List.of("192.0.2.1", "for=192.0.2.1", "10.0.0.1", "for=10.0.0.1")) {
        assertEquals("203.0.113.9", source("203.0.113.9", header, said));
        assertEquals(
            PROXY,
            new Proxies("").source(request(PROXY, Map.of(header, List.of(said)))),
            "nobody is named");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For | 192.0.2.1 | 192.0.2.1",
        "X-Forwarded-For | 198.51.100.7, 192.0.2.1 | 192.0.2.1",
        "X-Forwarded-For | 192.0.2.1, 10.0.0.1 | 192.0.2.1",
        "X-Forwarded-For | 192.0.2.1:4711 | 192.0.2.1",
        "X-Forwarded-For | 2001:db8:0::17 | 2001:db8:0:0:0:0:0:17",
        "Forwarded | for=192.0.2.1 | 192.0.2.1",
        "Forwarded | For=198.51.100.7, for=192.0.2.1;proto=https;by=10.0.0.1 | 192.0.2.1",
        "Forwarded | proto=https; for=\"[2001:db8::17]:4711\" | 2001:db8:0:0:0:0:0:17"
      })
  void theLastHopOfAProxyIsBelieved(String header, String line, String expected) {
    assertEquals(expected, source(PROXY, header, line));
    assertEquals(expected, source("2001:db8::1", header, line));
  }

  @Test
  void aSecondLineIsFurtherAlong() {
    assertEquals("192.0.2.1", source(PROXY, "X-Forwarded-For", "198.51.100.7", "192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "for=_hidden",
        "localhost",
        "256.1.1.1",
        "192.0.2.1, x",
        "1",
        "::%lo"
      })
  void whoeverIsNotNamedInFiguresIsTheProxy(String said) {
    assertEquals(PROXY, source(PROXY, "X-Forwarded-For", said));
    assertEquals(PROXY, source(PROXY, "Forwarded", said));
  }

  /** A proxy that writes one of them and hands the other on lets its client write it. */
  @Test
  void aProxyThatContradictsItselfIsNotBelieved() {
    var both =
        Map.of("Forwarded", List.of("for=192.0.2.66"), "X-Forwarded-For", List.of("192.0.2.1"));
    assertEquals(PROXY, proxies.source(request(PROXY, both)));
    var alike =
        Map.of("Forwarded", List.of("for=192.0.2.1"), "X-Forwarded-For", List.of("192.0.2.1"));
    assertEquals("192.0.2.1", proxies.source(request(PROXY, alike)));
  }

  @Test
  void aNameIsNoAddress() {
    assertThrows(IllegalArgumentException.class, () -> new Proxies("proxy.example"));
  }
}
