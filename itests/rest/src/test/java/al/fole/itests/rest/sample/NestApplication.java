// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** {@code /api/nests}. */
@Component(service = Application.class, configurationPid = "al.fole.nests")
@JakartarsApplicationBase("nests")
@JakartarsName("nests")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class NestApplication extends Application {
  @Override
  @SuppressWarnings("deprecation") // the only way to bring instances
  public Set<Object> getSingletons() {
    return Set.of(new NestsResource());
  }
}
