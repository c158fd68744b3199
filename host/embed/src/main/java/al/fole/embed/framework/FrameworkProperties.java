// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What every framework that runs the module is told: that of the host and those of the tests. */
public final class FrameworkProperties {

  /** The start level at which everything runs. */
  public static final int EVERYTHING = 30;

  private FrameworkProperties() {}

  /**
   * What every framework is told; without its own storage.
   *
   * @param data the directory of the module's data
   * @param mode demonstration, training or production
   * @param release the Feature JSON of the module's feature bundles
   * @param configuration the configurations of the features, see {@link Configurations}
   */
  public static Map<String, String> of(Path data, String mode, Path release, Path configuration) {
    Map<String, String> properties = new HashMap<>();
    properties.put("org.osgi.framework.startlevel.beginning", "1");
    properties.put("felix.log.level", "1");
    properties.put("configurator.initial", configuration.toUri().toString());
    properties.put("fole.data", data.toString());
    properties.put("fole.keys", data.resolve("keys").toString());
    properties.put("fole.log", data.resolve("log").toString());
    properties.put("fole.mode", mode);
    properties.put("fole.release", release.toString());
    return properties;
  }

  /**
   * What the framework of a host with its own web server and the stand-in parent is told.
   *
   * @param coordinates the file that says where the database is
   * @param port the port of HTTP
   */
  public static Map<String, String> of(
      Path data, String mode, Path release, Path coordinates, Path configuration, int port) {
    Map<String, String> properties = of(data, mode, release, configuration);
    // Without it Jetty starts twice, first with its own defaults on every address.
    properties.put("org.apache.felix.http.require.config", "true");
    properties.put("org.osgi.service.http.port", Integer.toString(port));
    properties.put("rekshksh.database", coordinates.toString());
    return properties;
  }
}
