// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.osgi.framework.Constants;

/**
 * What the class path of a program that embeds the module lends to it: the contracts, so that the
 * two talk to each other; Jakarta Servlet, since the program has the web server; SLF4J, so that
 * what the module logs is in the program's log; and the JDBC driver of the DataSources it gives.
 */
public final class LentPackages {

  /** Bundles in whose place the same jar stands on the class path. */
  private static final Set<String> LENDERS =
      Set.of("al.fole.spi", "al.fole.spi.signon", "slf4j-api", "postgresql");

  private static final List<String> SERVLET =
      List.of(
          "jakarta.servlet",
          "jakarta.servlet.http",
          "jakarta.servlet.annotation",
          "jakarta.servlet.descriptor");

  private LentPackages() {}

  /** Framework properties that export the packages from the system bundle. */
  public static Map<String, String> of(Release release) throws IOException {
    List<String> packages = new ArrayList<>();
    for (String feature : List.of("libraries", "platform")) {
      for (Release.Jar bundle : release.bundles(feature)) {
        if (bundle.lent() && LENDERS.contains(bundle.id().getArtifactId())) {
          try (JarFile jar = new JarFile(bundle.file().toFile())) {
            packages.add(jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
          }
        }
      }
    }
    // In both versions: some ask for that of Jakarta EE 9, and Servlet 6 only took away from it.
    for (String version : List.of("5.0.0", "6.0.0")) {
      SERVLET.forEach(name -> packages.add(name + ";version=\"" + version + "\""));
    }
    return Map.of(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        String.join(",", packages),
        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
        "osgi.contract;osgi.contract=JakartaServlet;version:List<Version>=\"5.0,6.0\";uses:=\""
            + String.join(",", SERVLET)
            + "\"");
  }
}
