// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.cm.json.io.ConfigurationResource;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureConfiguration;

/** The configurations of the features with their variables filled in, as one Configurator file. */
public final class Configurations {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z.]+)}");

  private Configurations() {}

  /**
   * Writes the file.
   *
   * @param given values that replace the defaults the features name
   */
  public static void write(Path file, Collection<Feature> features, Map<String, String> given)
      throws IOException {
    ConfigurationResource resource = new ConfigurationResource();
    resource.getProperties().put(":configurator:resource-version", 1);
    resource.getProperties().put(":configurator:symbolic-name", "fole.host");
    resource.getProperties().put(":configurator:version", "1.0.0");
    for (Feature feature : features) {
      Map<String, String> variables = new HashMap<>();
      feature.getVariables().forEach((name, value) -> variables.put(name, String.valueOf(value)));
      variables.putAll(given);
      for (FeatureConfiguration configuration : feature.getConfigurations().values()) {
        String factory = configuration.getFactoryPid().map(pid -> pid + "~").orElse("");
        Hashtable<String, Object> values =
            org.apache.felix.cm.json.io.Configurations.newConfiguration();
        configuration.getValues().forEach((key, value) -> values.put(key, fill(value, variables)));
        resource.getConfigurations().put(factory + configuration.getPid(), values);
      }
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      org.apache.felix.cm.json.io.Configurations.buildWriter()
          .build(writer)
          .writeConfigurationResource(resource);
    }
  }

  private static Object fill(Object value, Map<String, String> variables) {
    if (!(value instanceof String text)) {
      return value;
    }
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              if (!variables.containsKey(name)) {
                throw new IllegalArgumentException("no value for the variable " + name);
              }
              return Matcher.quoteReplacement(variables.getOrDefault(name, ""));
            });
  }
}
