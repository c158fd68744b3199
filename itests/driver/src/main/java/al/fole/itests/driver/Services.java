// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Waits for services to come and to go, without polling. */
public final class Services {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Services() {}

  /** The service, as soon as it is there. */
  public static <T> T await(BundleContext context, Class<T> type) {
    return await(context, type, "", PATIENCE);
  }

  /**
   * The best service whose properties match the filter, as soon as it is there.
   *
   * @throws AssertionError when it does not come in time
   */
  public static <T> T await(
      BundleContext context, Class<T> type, String filter, Duration patience) {
    List<ServiceReference<T>> found =
        until(context, type, filter, patience, references -> !references.isEmpty());
    T service = context.getService(found.get(0));
    if (service == null) {
      throw new AssertionError("the service " + type.getName() + " went away at once");
    }
    return service;
  }

  /**
   * Returns when no service matches.
   *
   * @throws AssertionError when one stays
   */
  public static void awaitGone(BundleContext context, Class<?> type, String filter) {
    until(context, type, filter, PATIENCE, List::isEmpty);
  }

  /**
   * The matching services, best first, once the condition holds for them.
   *
   * @param filter a filter on the properties, or an empty text
   * @throws AssertionError when it does not hold in time
   */
  public static <T> List<ServiceReference<T>> until(
      BundleContext context,
      Class<T> type,
      String filter,
      Duration patience,
      Predicate<List<ServiceReference<T>>> condition) {
    CompletableFuture<List<ServiceReference<T>>> reached = new CompletableFuture<>();
    ServiceListener listener =
        event -> {
          // A service that is leaving is still in the registry while it says so.
          boolean leaving = event.getType() == ServiceEvent.UNREGISTERING;
          look(context, type, filter, leaving ? event.getServiceReference() : null, condition)
              .ifHolds(reached);
        };
    try {
      context.addServiceListener(
          listener, "(" + Constants.OBJECTCLASS + "=" + type.getName() + ")");
      look(context, type, filter, null, condition).ifHolds(reached);
      return reached.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String all = type.getName() + (filter.isEmpty() ? "" : " " + filter);
      throw new AssertionError("not within " + patience + " for the service " + all, e);
    } catch (ExecutionException | InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      context.removeServiceListener(listener);
    }
  }

  private record Look<T>(List<ServiceReference<T>> found, boolean holds) {

    void ifHolds(CompletableFuture<List<ServiceReference<T>>> reached) {
      if (holds) {
        reached.complete(found);
      }
    }
  }

  private static <T> Look<T> look(
      BundleContext context,
      Class<T> type,
      String filter,
      @Nullable ServiceReference<?> leaving,
      Predicate<List<ServiceReference<T>>> condition) {
    try {
      Collection<ServiceReference<T>> all =
          context.getServiceReferences(type, filter.isEmpty() ? null : filter);
      List<ServiceReference<T>> found =
          all.stream()
              .filter(reference -> !reference.equals(leaving))
              .sorted(Comparator.reverseOrder())
              .toList();
      return new Look<>(found, condition.test(found));
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(filter, e);
    }
  }
}
