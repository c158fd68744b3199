// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.Readiness.NotReady;
import jakarta.ws.rs.core.Application;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks an application that is still in the shadow on a stage of its own, under a path of its own:
 * one that is broken is found before anybody is sent to it. The JAX-RS whiteboard hears nothing of
 * it, so no application of others is reloaded.
 */
final class Rehearsal {

  private static final String BASE = "osgi.jakartars.application.base";
  private static final String NAME = "osgi.jakartars.name";
  private static final String HTTP = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
  private static final String HTTP_ENDPOINT = "osgi.http.endpoint";

  /** How long an application may answer badly. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final Readiness readiness;
  private final Whiteboard whiteboard;

  Rehearsal(BundleContext context, Readiness readiness) {
    this.context = context;
    this.readiness = readiness;
    this.whiteboard = new Whiteboard(context);
  }

  /** Returns when the application has answered; NotReady when it did not in time. */
  void of(ServiceReference<?> reference) throws NotReady, InterruptedException {
    Optional<List<String>> endpoints = whiteboard.endpoints();
    if (reference.getProperty(BASE) == null || endpoints.isEmpty()) {
      return;
    }
    Object service = context.getService(reference);
    if (service != null) {
      try {
        ask(reference, (Application) service, endpoints.get());
      } finally {
        context.ungetService(reference);
      }
    }
  }

  private void ask(ServiceReference<?> reference, Application application, List<String> endpoints)
      throws NotReady, InterruptedException {
    String base = "rehearsal/" + reference.getProperty(BASE).toString().replace("/", "");
    Optional<Place> place = place(endpoints);
    if (place.isEmpty()) {
      return;
    }
    String path = "/" + place.get().below() + base;
    try (var stage = new Stage(context, reference, application, path, place.get().http())) {
      var served =
          new Served(
              (Long) reference.getProperty(Constants.SERVICE_ID),
              reference.getProperty(NAME) + ".rehearsal",
              endpoints,
              base,
              stage.routes());
      readiness.awaitAnswer(served, PATIENCE);
    } catch (RuntimeException | LinkageError e) {
      throw new NotReady(application.getClass().getName() + " failed: " + e);
    }
  }

  /**
   * Where a stage opens.
   *
   * @param http filter of the HTTP service the JAX-RS whiteboard is on
   * @param below path of the whiteboard below it, without a slash at its beginning
   */
  private record Place(String http, String below) {}

  private Optional<Place> place(List<String> endpoints) {
    try {
      ServiceReference<?>[] found = context.getServiceReferences(HTTP, null);
      for (ServiceReference<?> http : found == null ? new ServiceReference<?>[0] : found) {
        for (String at : Whiteboard.strings(http.getProperty(HTTP_ENDPOINT))) {
          for (String endpoint : endpoints) {
            if (endpoint.startsWith(at)) {
              String id = Constants.SERVICE_ID + "=" + http.getProperty(Constants.SERVICE_ID);
              return Optional.of(new Place("(" + id + ")", endpoint.substring(at.length())));
            }
          }
        }
      }
      return Optional.empty();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
