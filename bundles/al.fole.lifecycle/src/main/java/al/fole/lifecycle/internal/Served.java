// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.jakartars.runtime.dto.ApplicationDTO;

/**
 * An application that can be asked: one that the JAX-RS whiteboard says it serves, or one on a
 * stage of its own.
 *
 * @param service the id of its service
 * @param name its name
 * @param endpoints where the whiteboard is on this machine, each ending in a slash
 * @param base its path below them
 * @param routes what it can be asked, the surest first
 */
record Served(long service, String name, List<String> endpoints, String base, List<Route> routes) {

  /**
   * One of its resource methods.
   *
   * @param path below the base, with a word in the place of each variable
   * @param sure whether the path is one of the application for certain
   */
  record Route(String method, String path, boolean sure) {}

  Served {
    base = plain(base);
    routes =
        routes.stream()
            .sorted(
                Comparator.comparing((Route r) -> !r.sure())
                    .thenComparing(r -> !r.method().equals("GET"))
                    .thenComparing(Route::path))
            .toList();
  }

  static Served of(ApplicationDTO application, List<String> endpoints) {
    List<Route> routes =
        Arrays.stream(application.resourceMethods)
            .map(m -> route(m.method, m.path == null ? "" : m.path))
            .toList();
    return new Served(application.serviceId, application.name, endpoints, application.base, routes);
  }

  static Route route(String method, String path) {
    // A variable with a pattern of its own may not admit the word.
    boolean sure = !path.matches(".*\\{[^}]*:.*");
    return new Route(method, plain(path.replaceAll("\\{[^/]*}", "ready")), sure);
  }

  private static String plain(String path) {
    return path.replaceAll("/+", "/").replaceAll("^/|/$", "");
  }

  /** Where to ask; empty when the whiteboard does not say where it is. */
  Optional<URI> address(Route route) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.startsWith("http://"))
        .min(Comparator.comparing(endpoint -> !endpoint.matches("http://(127\\.|localhost).*")))
        .map(at -> URI.create(at + base + (route.path().isEmpty() ? "" : "/" + route.path())));
  }
}
