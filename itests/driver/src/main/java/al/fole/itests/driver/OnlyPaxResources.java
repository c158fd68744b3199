// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The context class loader under which a framework starts. It finds Pax Exam's own bundles, which
 * are resources of the class path, and nothing else of it: bundles that look around with the
 * context class loader must not meet the test's own copies of libraries.
 */
final class OnlyPaxResources extends ClassLoader {

  private final ClassLoader classPath;

  OnlyPaxResources(ClassLoader classPath) {
    super(ClassLoader.getPlatformClassLoader());
    this.classPath = classPath;
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return isPax(name) ? classPath.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isPax(name) ? classPath.getResources(name) : Collections.emptyEnumeration();
  }

  private static boolean isPax(String name) {
    return name.startsWith("META-INF/links/") || name.endsWith(".jar");
  }
}
