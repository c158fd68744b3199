// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;

/**
 * The services an application was made of: its own and those of the extensions it asked for.
 * Between the going of one of them and its reload the whiteboard lets it answer with what is left.
 */
final class Presence {
  private final BundleContext context;
  private final Set<Object> needed = new TreeSet<>();

  /**
   * Remembers what is there now.
   *
   * @param application the properties of the application's service; null when it has none
   */
  Presence(BundleContext context, @Nullable Object application) {
    this.context = context;
    if (application instanceof Map<?, ?> properties) {
      if (properties.get(Constants.SERVICE_ID) instanceof Long id) {
        needed.add(id);
      }
      if (properties.get(JakartarsWhiteboardConstants.JAKARTA_RS_EXTENSION_SELECT)
          instanceof String[] filters) {
        for (String filter : filters) {
          for (ServiceReference<?> extension : services(filter)) {
            needed.add(extension.getProperty(Constants.SERVICE_ID));
          }
        }
      }
    }
  }

  /** All of them are still there. */
  boolean whole() {
    try {
      return needed.stream().allMatch(id -> services("(service.id=" + id + ")").length > 0);
    } catch (IllegalStateException e) {
      return false; // this bundle itself has gone
    }
  }

  private ServiceReference<?>[] services(String filter) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
