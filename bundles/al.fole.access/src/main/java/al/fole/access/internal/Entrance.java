// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/**
 * Puts a gate before every application. The gate itself is no service: the whiteboard does not give
 * back all it takes for a container made anew, and a gate knows the application it stands before.
 */
@Component(
    service = Feature.class,
    scope = ServiceScope.PROTOTYPE,
    configurationPid = "al.fole.access")
@JakartarsExtension
@JakartarsName("fole.access")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
public final class Entrance implements Feature {
  private final Sessions sessions;
  private final ParentSessions parentSessions;

  /** Both kinds of sessions are asked at the gate. */
  @Activate
  public Entrance(@Reference Sessions sessions, @Reference ParentSessions parentSessions) {
    this.sessions = sessions;
    this.parentSessions = parentSessions;
  }

  @Override
  public boolean configure(FeatureContext application) {
    application.register(new AccessGate(sessions, parentSessions));
    return true;
  }
}
