// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;

/** The Feature JSON of a release, read back. */
final class ReleaseFeatures {

  /** The features of others and the platform, in the order in which they are brought. */
  static final List<String> BROUGHT = List.of("karaf", "libraries", "platform", "parent");

  /** The feature whose bundles lifecycle brings. */
  static final String MODULE = "fole";

  private ReleaseFeatures() {}

  /** All features of a release directory by the name of their file. */
  static Map<String, Feature> read(Path release) throws IOException {
    Map<String, Feature> features = new LinkedHashMap<>();
    for (String name : BROUGHT) {
      features.put(name, read(release, name));
    }
    features.put(MODULE, read(release, MODULE));
    return features;
  }

  static Feature read(Path release, String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(release.resolve(name + ".json"))) {
      return new FeatureServiceImpl().readFeature(reader);
    }
  }

  /** What the JSON says of a bundle beside its id. */
  static Object metadata(FeatureBundle bundle, String key) {
    return Objects.requireNonNull(
        bundle.getMetadata().get(key), () -> bundle.getID() + " lacks " + key);
  }

  /** Whether a parent that has a bundle that serves as well keeps its own. */
  static boolean given(FeatureBundle bundle) {
    return "true".equals(String.valueOf(bundle.getMetadata().get("given")));
  }

  /** The path of a bundle in a repository in Maven layout. */
  static String path(ID id) {
    return String.join(
        "/",
        id.getGroupId().replace('.', '/'),
        id.getArtifactId(),
        id.getVersion(),
        id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }
}
