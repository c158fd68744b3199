// SPDX-License-Identifier: EUPL-1.2
package al.fole.unlogged.internal;

import jakarta.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The HTTP application {@code /api/unlogged}. */
@Component(service = Application.class, configurationPid = "al.fole.unlogged")
@JakartarsApplicationBase("unlogged")
@JakartarsName("unlogged")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class UnloggedApplication extends Application {}
