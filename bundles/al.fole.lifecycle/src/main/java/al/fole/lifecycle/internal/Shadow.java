// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Tells nobody of what bundles in the shadow bring for the JAX-RS whiteboard: it would reload every
 * application for each of them. Their other services are there for everybody. A service is heard of
 * when it changes after its bundle has come out.
 */
final class Shadow implements EventListenerHook {

  private static final String JAX_RS = "osgi.jakartars.";

  private final BundleContext context;
  private final Set<Bundle> bundles = ConcurrentHashMap.newKeySet();

  /** From now on for as long as lifecycle runs. */
  Shadow(BundleContext context) {
    this.context = context;
    context.registerService(EventListenerHook.class, this, new Hashtable<>());
  }

  /** Before the bundle starts. */
  void over(Bundle bundle) {
    bundles.add(bundle);
  }

  /** Before the bundle's services are ranked, and when it has gone. */
  void leaves(Bundle bundle) {
    bundles.remove(bundle);
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    ServiceReference<?> service = event.getServiceReference();
    Bundle owner = service.getBundle();
    if (owner != null && bundles.contains(owner) && isForWhiteboard(service)) {
      listeners.keySet().removeIf(listener -> !listener.equals(context));
    }
  }

  private static boolean isForWhiteboard(ServiceReference<?> service) {
    for (String key : service.getPropertyKeys()) {
      if (key.startsWith(JAX_RS)) {
        return true;
      }
    }
    return false;
  }
}
