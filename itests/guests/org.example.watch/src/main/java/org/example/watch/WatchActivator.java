// SPDX-License-Identifier: EUPL-1.2
package org.example.watch;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Looks from its start to its stop. */
public final class WatchActivator implements BundleActivator {

  private static final String NAME = "org.example:type=Watch";

  @Override
  public void start(BundleContext context) throws JMException {
    var watch = new Watch(context);
    context.addBundleListener(watch);
    ManagementFactory.getPlatformMBeanServer().registerMBean(watch, new ObjectName(NAME));
  }

  @Override
  public void stop(BundleContext context) throws JMException {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
  }
}
