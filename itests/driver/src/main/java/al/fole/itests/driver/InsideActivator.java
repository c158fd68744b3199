// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.util.Hashtable;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Inside: tells Pax Exam how tests are called. */
public final class InsideActivator implements BundleActivator {

  /** The name by which Pax Exam looks for it: the system property {@code pax.exam.invoker}. */
  static final String DRIVER = "fole-junit5";

  @Override
  public void start(BundleContext context) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("driver", DRIVER);
    properties.put(Constants.SERVICE_RANKING, 1000);
    ProbeInvokerFactory factory =
        (probe, expression) -> new InsideInvoker(((BundleContext) probe).getBundle());
    context.registerService(ProbeInvokerFactory.class, factory, properties);
  }

  @Override
  public void stop(BundleContext context) {}
}
