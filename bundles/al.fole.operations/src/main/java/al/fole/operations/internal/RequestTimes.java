// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;

/**
 * How long requests took, by part, method and class of status. The labels have few values whatever
 * is asked: what is not the name of a part that was there is {@code other}.
 */
@Component(service = RequestTimes.class, configurationPid = "al.fole.operations")
public final class RequestTimes {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final String OTHER = "other";
  private static final String OURS = "al.fole.";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Set<String> parts = ConcurrentHashMap.newKeySet();
  private final BundleTracker<String> bundles;

  /** Without exemplars, which nobody traces and for which the library keeps a thread for good. */
  private final Histogram seconds =
      Histogram.builder()
          .name("fole_http_request_duration_seconds")
          .help("Time from the arrival of a request to the end of its answer.")
          .labelNames("part", "method", "status")
          .classicOnly()
          .withoutExemplars()
          .classicUpperBounds(.002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10)
          .register(registry);

  /** Learns the parts from the bundles. */
  @Activate
  public RequestTimes(BundleContext context) {
    parts.add("openapi");
    bundles =
        new BundleTracker<>(context, Bundle.ACTIVE, null) {
          @Override
          public String addingBundle(Bundle bundle, BundleEvent event) {
            String name = String.valueOf(bundle.getSymbolicName());
            if (name.startsWith(OURS)) {
              parts.add(name.substring(OURS.length()));
            }
            return name;
          }
        };
    bundles.open();
  }

  /** Ends the tracking. */
  @Deactivate
  public void close() {
    bundles.close();
  }

  PrometheusRegistry registry() {
    return registry;
  }

  /** One request was answered. */
  void took(long nanos, String path, String method, int status) {
    seconds
        .labelValues(
            part(path),
            METHODS.contains(method) ? method : OTHER,
            status >= 100 && status < 600 ? status / 100 + "xx" : OTHER)
        .observe(nanos / 1e9);
  }

  private String part(String path) {
    String[] segments = path.split("/", 4);
    String first = segments.length > 2 && segments[1].equals("api") ? segments[2] : "";
    return parts.contains(first) ? first : OTHER;
  }
}
