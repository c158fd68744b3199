// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations lifecycle writes: the rank of each bundle version, as a targeted configuration
 * of the PID that is its symbolic name, and those a release carries.
 */
final class Settings {

  private static final String ANYWHERE = "?";

  private final ConfigurationAdmin admin;

  Settings(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /** Ranks all services of a bundle version by the number of its activation. */
  void rank(String name, String version, long activation) throws IOException {
    int ranking = Math.toIntExact(activation);
    Dictionary<String, Object> values = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking));
    admin.getConfiguration(target(name, version), ANYWHERE).update(values);
  }

  /** Forgets the rank of a bundle version. */
  void forget(String name, String version) throws IOException {
    Configuration[] found;
    try {
      found = admin.listConfigurations("(service.pid=" + target(name, version) + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    if (found != null) {
      for (Configuration configuration : found) {
        configuration.delete();
      }
    }
  }

  /** Writes what a release carries; running the results in reverse order undoes it. */
  Deque<Undo> write(Map<String, Map<String, Object>> configurations) throws IOException {
    Deque<Undo> undo = new ArrayDeque<>();
    for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
      Configuration configuration = configuration(entry.getKey());
      Dictionary<String, Object> before = configuration.getProperties();
      configuration.update(new Hashtable<>(entry.getValue()));
      undo.push(() -> restore(configuration, before));
    }
    return undo;
  }

  /** A step back. */
  @FunctionalInterface
  interface Undo {
    void run() throws Exception;
  }

  private static void restore(
      Configuration configuration, @Nullable Dictionary<String, Object> before) throws IOException {
    if (before == null) {
      configuration.delete();
    } else {
      configuration.update(before);
    }
  }

  private Configuration configuration(String pid) throws IOException {
    int tilde = pid.indexOf('~');
    return tilde < 0
        ? admin.getConfiguration(pid, ANYWHERE)
        : admin.getFactoryConfiguration(
            pid.substring(0, tilde), pid.substring(tilde + 1), ANYWHERE);
  }

  private static String target(String name, String version) {
    return name + "|" + name + "|" + version;
  }
}
