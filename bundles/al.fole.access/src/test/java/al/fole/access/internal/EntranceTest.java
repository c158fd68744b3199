// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private final AccessWorld world = new AccessWorld();
  private final Entrance entrance = new Entrance(world.sessions, world.parentSessions);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void eachApplicationHasAGateOfItsOwn() {
    List<Object> first = opened();
    List<Object> second = opened();
    assertEquals(1, first.size());
    assertEquals(1, second.size());
    assertEquals(AccessGate.class, first.get(0).getClass());
    assertNotSame(first.get(0), second.get(0));
  }

  private List<Object> opened() {
    List<Object> registered = new ArrayList<>();
    FeatureContext application =
        (FeatureContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FeatureContext.class},
                (proxy, method, arguments) -> {
                  assertEquals("register", method.getName());
                  registered.add(arguments[0]);
                  return proxy;
                });
    assertTrue(entrance.configure(application));
    return registered;
  }
}
