// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** {@code /api/openapi}: public, and there also while access is not. */
@Component(service = Application.class, configurationPid = "al.fole.rest")
@JakartarsApplicationBase("openapi")
@JakartarsName("openapi")
@JakartarsExtensionSelect("(osgi.jakartars.name=fole.rest)")
public final class OpenApiApplication extends Application {}
