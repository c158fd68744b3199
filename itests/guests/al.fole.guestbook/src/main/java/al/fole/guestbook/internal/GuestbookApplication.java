// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import jakarta.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtensionSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** {@code /api/guestbook}. */
@Component(service = Application.class, configurationPid = "al.fole.guestbook")
@JakartarsApplicationBase("guestbook")
@JakartarsName("guestbook")
@JakartarsExtensionSelect({"(osgi.jakartars.name=fole.access)", "(osgi.jakartars.name=fole.rest)"})
public final class GuestbookApplication extends Application {
  /** A new rank needs no new start. */
  @Modified
  void ranked() {}
}
