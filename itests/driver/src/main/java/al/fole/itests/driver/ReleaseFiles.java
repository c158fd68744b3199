// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBuilder;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * The release this build made: Feature JSON and bundles, from the features module's {@code target}.
 *
 * @param directory the features, with {@code repository} beside them
 */
record ReleaseFiles(Path directory) {

  /** The features the framework itself starts; those of the module come through lifecycle. */
  static final List<String> STARTED = List.of("libraries", "parent", "platform");

  static final String MODULE = "fole";

  private static final FeatureService FEATURES = new FeatureServiceImpl();

  /** A bundle of the release. */
  record Entry(String name, Path jar, int level) {}

  static ReleaseFiles ofBuild() {
    Path root = Path.of(System.getProperty("fole.root", "../.."));
    Path directory = root.resolve("features/target/release").toAbsolutePath().normalize();
    if (!Files.isRegularFile(directory.resolve(MODULE + ".json"))) {
      throw new IllegalStateException("build the module features first: no " + directory);
    }
    return new ReleaseFiles(directory);
  }

  Feature feature(String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(directory.resolve(name + ".json"))) {
      return FEATURES.readFeature(reader);
    }
  }

  List<Entry> bundles(String feature) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (FeatureBundle bundle : feature(feature).getBundles()) {
      ID id = bundle.getID();
      Object level = bundle.getMetadata().get("start-order");
      if (!(level instanceof Number number)) {
        throw new IllegalStateException(id + " has no start order");
      }
      entries.add(new Entry(id.getArtifactId(), jar(id), number.intValue()));
    }
    return entries;
  }

  /** The module's feature with the bundles left out, in a directory that lifecycle can read. */
  Path moduleIn(Path target, Predicate<String> kept) throws IOException {
    Feature whole = feature(MODULE);
    FeatureBuilder part = FEATURES.getBuilderFactory().newFeatureBuilder(whole.getID());
    whole.getName().ifPresent(part::setName);
    part.addVariables(whole.getVariables());
    whole.getConfigurations().values().forEach(part::addConfigurations);
    for (FeatureBundle bundle : whole.getBundles()) {
      if (kept.test(bundle.getID().getArtifactId())) {
        part.addBundles(bundle);
      }
    }
    Files.createDirectories(target);
    Files.createSymbolicLink(target.resolve("repository"), directory.resolve("repository"));
    Path json = target.resolve(MODULE + ".json");
    try (Writer writer = Files.newBufferedWriter(json)) {
      FEATURES.writeFeature(part.build(), writer);
    }
    return json;
  }

  private Path jar(ID id) {
    return directory
        .resolve("repository")
        .resolve(id.getGroupId().replace('.', '/'))
        .resolve(id.getArtifactId())
        .resolve(id.getVersion())
        .resolve(id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }
}
