// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.Readiness.NotReady;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Shows an application that is still in the shadow to the JAX-RS whiteboard under a path of its
 * own, and asks it there: one that is broken is found before anybody is sent to it.
 */
final class Rehearsal {

  private static final String APPLICATION = "jakarta.ws.rs.core.Application";
  private static final String BASE = "osgi.jakartars.application.base";
  private static final String NAME = "osgi.jakartars.name";

  private final BundleContext context;
  private final Readiness readiness;

  Rehearsal(BundleContext context, Readiness readiness) {
    this.context = context;
    this.readiness = readiness;
  }

  /** Returns when the application has answered; NotReady when it did not in time. */
  void of(ServiceReference<?> reference, Duration timeout) throws NotReady, InterruptedException {
    Object application = context.getService(reference);
    if (reference.getProperty(BASE) == null || application == null) {
      return;
    }
    var properties = new Hashtable<String, Object>();
    for (String key : reference.getPropertyKeys()) {
      if (key.startsWith("osgi.jakartars.")) {
        properties.put(key, reference.getProperty(key));
      }
    }
    properties.put(NAME, reference.getProperty(NAME) + ".rehearsal");
    properties.put(BASE, "rehearsal/" + reference.getProperty(BASE).toString().replace("/", ""));
    try {
      content(application);
      ServiceRegistration<?> shown = context.registerService(APPLICATION, application, properties);
      try {
        readiness.awaitAnswering(List.of(shown.getReference()), timeout);
      } finally {
        shown.unregister();
      }
      readiness.awaitGone((String) properties.get(NAME), timeout);
    } finally {
      context.ungetService(reference);
    }
  }

  /** The whiteboard would not get over an application that cannot say what it is made of. */
  private static void content(Object application) throws NotReady {
    for (String method : List.of("getClasses", "getSingletons")) {
      try {
        application.getClass().getMethod(method).invoke(application);
      } catch (InvocationTargetException | RuntimeException e) {
        Throwable failure = e.getCause() == null ? e : e.getCause();
        throw new NotReady(application.getClass().getName() + " failed: " + failure);
      } catch (ReflectiveOperationException e) {
        throw new NotReady(application.getClass().getName() + " is no application: " + e);
      }
    }
  }
}
