// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Bundles on the test's class path, by symbolic name: ordinary dependencies of the test's module.
 */
final class ClasspathBundles {

  private static final Map<String, Path> BY_NAME = scan(System.getProperty("java.class.path"));

  private ClasspathBundles() {}

  static Path named(String symbolicName) {
    Path jar = BY_NAME.get(symbolicName);
    if (jar == null) {
      throw new IllegalArgumentException("not on the class path: bundle " + symbolicName);
    }
    return jar;
  }

  private static Map<String, Path> scan(String classPath) {
    Map<String, Path> found = new HashMap<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        String name = symbolicName(Path.of(entry));
        if (!name.isEmpty()) {
          found.putIfAbsent(name, Path.of(entry).toAbsolutePath());
        }
      }
    }
    return found;
  }

  private static String symbolicName(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? "" : name.split(";", 2)[0].strip();
    } catch (IOException e) {
      throw new UncheckedIOException(jar.toString(), e);
    }
  }
}
