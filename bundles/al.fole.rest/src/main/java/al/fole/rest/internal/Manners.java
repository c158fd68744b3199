// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.keys.Tokens;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** All manners as one extension: an application has every one of them or is not published. */
@Component(service = Feature.class, scope = ServiceScope.PROTOTYPE)
@JakartarsExtension
@JakartarsName("fole.rest")
@JakartarsApplicationSelect("(osgi.jakartars.name=*)")
public final class Manners implements Feature {
  private final BundleContext context;

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private volatile @Nullable Tokens tokens;

  /** One for each application and each reload of it. */
  @Activate
  public Manners(BundleContext context) {
    this.context = context;
  }

  @Override
  public boolean configure(FeatureContext application) {
    // A Location is a path: made absolute it would repeat whatever Host the caller has sent.
    application.property(
        "jersey.config.server.headers.location.relative.resolution.disabled", true);
    var presence =
        new Presence(
            context,
            application
                .getConfiguration()
                .getProperty(
                    JakartarsWhiteboardConstants.JAKARTA_RS_APPLICATION_SERVICE_PROPERTIES));
    application
        .register(new BeginFilter())
        .register(new RequestFilter(() -> tokens))
        .register(new AnswerFilter())
        .register(new ErrorMapper(presence::whole))
        .register(new ParameterConverters())
        .register(new JsonProvider());
    return true;
  }
}
