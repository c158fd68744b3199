// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * A context of its own at {@code /api}. The JAX-RS whiteboard puts each application into a context
 * with a longer path, which wins; its empty default application has this same path, and the ranking
 * puts us before it.
 */
@Component(
    service = ServletContextHelper.class,
    configurationPid = "al.fole.fallback",
    property = "service.ranking:Integer=1000000")
@HttpWhiteboardContext(name = ApiContext.NAME, path = "/api")
public final class ApiContext extends ServletContextHelper {
  static final String NAME = "fole.fallback";
}
