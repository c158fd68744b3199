// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.startlevel.StartLevel;

@InFramework(SmallContainer.class)
class RunningInsideIT {

  @OsgiService private StartLevel service;
  @OsgiService private BundleContext field;
  private String before = "";

  @BeforeEach
  void beforeEachTest() {
    before = "ran";
  }

  @Test
  void theTestRunsInABundle(BundleContext parameter) {
    Bundle mine = FrameworkUtil.getBundle(RunningInsideIT.class);
    assertNotNull(mine);
    assertSame(mine, parameter.getBundle());
    assertSame(mine, field.getBundle());
    assertEquals("ran", before);
  }

  @Test
  void servicesAreInjected(@OsgiService(filter = "(objectClass=*)") StartLevel parameter) {
    assertSame(service, parameter);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyInvocationIsItsOwnTest(int number) {
    assertTrue(number > 0);
    assertNotNull(FrameworkUtil.getBundle(RunningInsideIT.class));
  }

  @Test
  void theBundlesAndLevelsAreThoseOfTheRelease() {
    assertEquals(30, field.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel());
    Bundle scr = bundle("org.apache.felix.scr");
    assertEquals(Bundle.ACTIVE, scr.getState());
    assertEquals(2, scr.adapt(BundleStartLevel.class).getStartLevel());
    assertEquals("42", field.getProperty("fole.answer"));
    for (Bundle bundle : field.getBundles()) {
      assertTrue(!bundle.getSymbolicName().equals("al.fole.store"), "not asked for");
    }
  }

  @Test
  void servicesAreAwaitedWhenTheyComeAndGo() throws Exception {
    Thread.UncaughtExceptionHandler handler = (thread, thrown) -> {};
    var come =
        CompletableFuture.supplyAsync(
            () ->
                Services.await(
                    field,
                    Thread.UncaughtExceptionHandler.class,
                    "(kind=test)",
                    Duration.ofSeconds(10)));
    var properties = new Hashtable<String, Object>();
    properties.put("kind", "test");
    ServiceRegistration<?> registration =
        field.registerService(Thread.UncaughtExceptionHandler.class, handler, properties);
    assertSame(handler, come.get());
    var gone =
        CompletableFuture.runAsync(
            () -> Services.awaitGone(field, Thread.UncaughtExceptionHandler.class, "(kind=test)"));
    registration.unregister();
    gone.get();
    assertNull(field.getServiceReference(Thread.UncaughtExceptionHandler.class));
  }

  private Bundle bundle(String name) {
    for (Bundle bundle : field.getBundles()) {
      if (bundle.getSymbolicName().equals(name)) {
        return bundle;
      }
    }
    throw new AssertionError(name);
  }
}
