// SPDX-License-Identifier: EUPL-1.2
package org.example.watch;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Hears every event of a bundle as it happens; one that is refreshed stops and is unresolved. */
public final class Watch implements WatchMXBean, SynchronousBundleListener {

  private static final Map<Integer, String> KINDS =
      Map.of(
          BundleEvent.INSTALLED, "INSTALLED",
          BundleEvent.STARTED, "STARTED",
          BundleEvent.STOPPED, "STOPPED",
          BundleEvent.UPDATED, "UPDATED",
          BundleEvent.UNINSTALLED, "UNINSTALLED",
          BundleEvent.UNRESOLVED, "UNRESOLVED");

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final BundleContext context;

  /** Of the framework of this bundle. */
  public Watch(BundleContext context) {
    this.context = context;
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    String kind = KINDS.get(event.getType());
    if (kind != null) {
      Bundle bundle = event.getBundle();
      events.add(kind + " " + bundle.getBundleId() + " " + bundle.getSymbolicName());
    }
  }

  @Override
  public String[] getEvents() {
    return events.toArray(new String[0]);
  }

  @Override
  public String[] getBundles() {
    return Arrays.stream(context.getBundles()).map(Watch::line).toArray(String[]::new);
  }

  private static String line(Bundle bundle) {
    return String.join(
        " ",
        Long.toString(bundle.getBundleId()),
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        Integer.toString(bundle.getState()),
        Long.toString(bundle.getLastModified()),
        Integer.toHexString(System.identityHashCode(bundle.adapt(BundleWiring.class))),
        bundle.getLocation());
  }

  @Override
  public void apply(String feature) {
    Object plan = releases("plan", Path.class, Path.of(feature));
    releases("apply", plan.getClass(), plan);
  }

  @Override
  public void rollBack() {
    Object service = releases();
    try {
      service.getClass().getMethod("rollBack").invoke(service);
    } catch (ReflectiveOperationException e) {
      throw refused(e);
    }
  }

  /** By reflection: it shares no class with the module. */
  private Object releases(String method, Class<?> type, Object argument) {
    Object service = releases();
    try {
      return service.getClass().getMethod(method, type).invoke(service, argument);
    } catch (ReflectiveOperationException e) {
      throw refused(e);
    }
  }

  private Object releases() {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences("al.fole.lifecycle.Releases", null);
      return Objects.requireNonNull(context.getService(Objects.requireNonNull(found)[0]));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In words: the other end knows none of the classes. */
  private static IllegalStateException refused(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IllegalStateException(String.valueOf(cause));
  }
}
