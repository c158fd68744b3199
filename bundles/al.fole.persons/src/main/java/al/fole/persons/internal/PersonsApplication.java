// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import jakarta.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** {@code /api/persons}; published only while access and rest are there. */
@Component(service = Application.class, configurationPid = "al.fole.persons")
@JakartarsApplicationBase("persons")
@JakartarsName("persons")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class PersonsApplication extends Application {
  /** A new rank needs no new start. */
  @Modified
  void ranked() {}
}
