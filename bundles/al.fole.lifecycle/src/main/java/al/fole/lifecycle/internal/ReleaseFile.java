// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * A release as its Feature JSON says it, with the jars found in {@code repository} beside it. Every
 * jar there is has been compared with its SHA-256.
 *
 * @param id of the feature
 * @param file the JSON
 * @param parts in start order
 * @param configurations PID to values
 */
record ReleaseFile(
    String id, Path file, List<Part> parts, Map<String, Map<String, Object>> configurations) {

  /** Directory in Maven layout beside the JSON. */
  static final String REPOSITORY = "repository";

  ReleaseFile {
    parts = List.copyOf(parts);
    configurations = Map.copyOf(configurations);
  }

  /**
   * One bundle of the release.
   *
   * @param name symbolic name; the artifact's when there is no jar to ask
   * @param version OSGi version as text
   * @param order start order
   * @param path of the jar below the repository
   * @param jar the verified jar, unless the bundle must be there already
   */
  record Part(
      String name, String version, int order, String path, String sha256, Optional<Jar> jar) {

    /** Whether it is the same bundle, wherever its jar lies. */
    boolean isSame(Part other) {
      return name.equals(other.name)
          && version.equals(other.version)
          && sha256.equals(other.sha256);
    }
  }

  /**
   * A verified jar.
   *
   * @param file where it is
   * @param headers what its manifest says
   */
  record Jar(Path file, Headers headers) {}

  /** The same release without some of its bundles. */
  ReleaseFile without(Set<String> names) {
    return new ReleaseFile(
        id, file, parts.stream().filter(p -> !names.contains(p.name())).toList(), configurations);
  }

  /** The feature bundles among its bundles. */
  List<Part> features() {
    return parts.stream().filter(part -> Ours.isHot(part.name())).toList();
  }

  /**
   * Reads and verifies.
   *
   * @throws al.fole.spi.Problem INVALID {@code release-unreadable} or {@code release-hash-differs}
   */
  static ReleaseFile read(FeatureService features, Path file) {
    Feature feature;
    List<Part> parts = new ArrayList<>();
    try (var reader = Files.newBufferedReader(file)) {
      feature = features.readFeature(reader);
      for (FeatureBundle bundle : feature.getBundles()) {
        parts.add(part(file.resolveSibling(REPOSITORY), bundle));
      }
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw Refusals.unreadable(file, e);
    } catch (RuntimeException e) {
      // The JSON parser has exceptions of its own.
      throw e instanceof al.fole.spi.Problem ? e : Refusals.unreadable(file, e);
    }
    parts.sort(Comparator.comparingInt(Part::order));
    Map<String, Map<String, Object>> configurations = new HashMap<>();
    feature
        .getConfigurations()
        .forEach((pid, configuration) -> configurations.put(pid, configuration.getValues()));
    return new ReleaseFile(feature.getID().toString(), file, parts, configurations);
  }

  private static Part part(Path repository, FeatureBundle bundle) {
    ID id = bundle.getID();
    Map<String, Object> metadata = bundle.getMetadata();
    if (!(metadata.get("sha256") instanceof String sha256)) {
      throw new IllegalArgumentException(id + " has no sha256");
    }
    int order = metadata.get("start-order") instanceof Number number ? number.intValue() : 20;
    String path =
        "%s/%s/%s/%s-%s.jar"
            .formatted(
                id.getGroupId().replace('.', '/'),
                id.getArtifactId(),
                id.getVersion(),
                id.getArtifactId(),
                id.getVersion());
    Path jar = repository.resolve(path).normalize();
    if (!jar.startsWith(repository.normalize())) {
      throw new IllegalArgumentException(id + " leads out of the repository");
    }
    if (!Files.exists(jar)) {
      return new Part(
          id.getArtifactId(), osgi(id.getVersion()), order, path, sha256, Optional.empty());
    }
    if (!Sha256.of(jar).equals(sha256)) {
      throw Refusals.hashDiffers(id.toString());
    }
    Headers headers = Headers.of(jar);
    return new Part(
        headers.name(),
        headers.version().toString(),
        order,
        path,
        sha256,
        Optional.of(new Jar(jar, headers)));
  }

  /** {@code 1.1.0-SNAPSHOT} is {@code 1.1.0.SNAPSHOT} in a manifest. */
  private static String osgi(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+\\.\\d+)-", "$1.");
  }
}
