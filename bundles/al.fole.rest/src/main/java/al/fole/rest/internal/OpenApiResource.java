// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The description of what is there now: the union of the active bundles' {@code /openapi.json}. */
@Path("")
public final class OpenApiResource {
  private static final Logger log = LoggerFactory.getLogger(OpenApiResource.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fragments by bundle id: of two versions of a bundle the one installed later counts. */
  private final ConcurrentSkipListMap<Long, OpenApiFragment> fragments =
      new ConcurrentSkipListMap<>();

  private final BundleTracker<Long> bundles;
  private final String version;

  /** Follows the bundles of the module. */
  public OpenApiResource(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
    this.bundles =
        new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, null) {
          @Override
          public @Nullable Long addingBundle(Bundle bundle, @Nullable BundleEvent event) {
            return add(bundle) ? bundle.getBundleId() : null;
          }

          @Override
          public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Long id) {
            fragments.remove(id);
          }
        };
    bundles.open();
  }

  /** Follows no longer. */
  public void close() {
    bundles.close();
  }

  /** OpenAPI 3.1. */
  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode document() {
    return OpenApiFragment.merge(fragments.descendingMap().values(), version);
  }

  private boolean add(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    URL file = name.startsWith("al.fole.") ? bundle.getEntry("/openapi.json") : null;
    if (file == null) {
      return false;
    }
    try (InputStream in = file.openStream()) {
      fragments.put(bundle.getBundleId(), new OpenApiFragment(name, JSON.readTree(in)));
      return true;
    } catch (IOException e) {
      log.warn("/openapi.json of {} cannot be read: {}", name, e.getClass().getSimpleName());
      return false;
    }
  }
}
