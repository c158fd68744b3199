// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBuilder;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureBundleBuilder;
import org.osgi.service.feature.FeatureService;

/**
 * Turns a Maven-shaped directory of jars into Feature JSON, one file per feature. The same jars
 * give the same bytes: bundles are ordered by start level and id, and nothing tells the time.
 */
public final class FeatureGenerator {

  private static final FeatureService FEATURES = new FeatureServiceImpl();

  private record Entry(String id, StartLevels.Place place, String sha256) {}

  private FeatureGenerator() {}

  /**
   * Writes {@code <feature>.json} for each template, and from these what Apache Karaf reads.
   *
   * @param args directory of templates and {@code start-levels}, repository, output directory,
   *     version of the release, Karaf archive
   */
  public static void main(String[] args) throws IOException {
    Path release = Path.of(args[2]);
    generate(Path.of(args[0]), Path.of(args[1]), release, args[3]);
    KarafRepository.write(release);
    KarafArchive.write(release, Path.of(args[4]));
  }

  static void generate(Path templates, Path repository, Path output, String version)
      throws IOException {
    removeAllButJars(repository);
    StartLevels levels = new StartLevels(Files.readAllLines(templates.resolve("start-levels")));
    Map<String, List<Entry>> entries = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Path jar : jars(repository)) {
      Path relative = repository.relativize(jar);
      String id = mavenId(relative);
      String bundle = id.substring(0, id.lastIndexOf(':'));
      if (!seen.add(bundle)) {
        throw new IllegalArgumentException("two versions of " + bundle + ": build with clean");
      }
      StartLevels.Place place = levels.of(bundle);
      entries
          .computeIfAbsent(place.feature(), feature -> new ArrayList<>())
          .add(new Entry(id, place, sha256(Files.readAllBytes(jar))));
    }
    if (!levels.unused().isEmpty()) {
      throw new IllegalArgumentException("lines without a bundle: " + levels.unused());
    }
    Files.createDirectories(output);
    for (Map.Entry<String, List<Entry>> feature : entries.entrySet()) {
      String file = feature.getKey() + ".json";
      String template = Files.readString(templates.resolve(file)).replace("${version}", version);
      Files.writeString(output.resolve(file), write(template, feature.getValue()));
    }
  }

  private static String write(String template, List<Entry> entries) throws IOException {
    Feature frame;
    try (Reader reader = new StringReader(template)) {
      frame = FEATURES.readFeature(reader);
    }
    FeatureBuilder feature = FEATURES.getBuilderFactory().newFeatureBuilder(frame.getID());
    frame.getName().ifPresent(feature::setName);
    frame.getDescription().ifPresent(feature::setDescription);
    frame.getLicense().ifPresent(feature::setLicense);
    feature.addVariables(frame.getVariables());
    frame.getConfigurations().values().forEach(feature::addConfigurations);
    entries.stream()
        .sorted(Comparator.comparingInt((Entry e) -> e.place.level()).thenComparing(Entry::id))
        .map(FeatureGenerator::bundle)
        .forEach(feature::addBundles);
    StringWriter json = new StringWriter();
    FEATURES.writeFeature(feature.build(), json);
    return json.toString().strip() + "\n";
  }

  private static FeatureBundle bundle(Entry entry) {
    FeatureBundleBuilder bundle =
        FEATURES
            .getBuilderFactory()
            .newBundleBuilder(FEATURES.getIDfromMavenCoordinates(entry.id))
            .addMetadata("start-order", entry.place.level())
            .addMetadata("sha256", entry.sha256);
    if (entry.place.given()) {
      bundle.addMetadata("given", true);
    }
    if (entry.place.lent()) {
      bundle.addMetadata("lent", true);
    }
    return bundle.build();
  }

  /** The notes Maven leaves beside the jars tell the time, and nobody reads them. */
  private static void removeAllButJars(Path repository) throws IOException {
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".jar")) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> jars(Path repository) throws IOException {
    try (Stream<Path> files = Files.walk(repository)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** {@code org/osgi/osgi.core/8.0.0/osgi.core-8.0.0.jar} is {@code org.osgi:osgi.core:8.0.0}. */
  private static String mavenId(Path jar) {
    int parts = jar.getNameCount();
    String group =
        jar.subpath(0, parts - 3).toString().replace(jar.getFileSystem().getSeparator(), ".");
    String artifact = jar.getName(parts - 3).toString();
    String version = jar.getName(parts - 2).toString();
    if (!jar.endsWith(artifact + "-" + version + ".jar")) {
      throw new IllegalArgumentException("not in Maven layout: " + jar);
    }
    return group + ":" + artifact + ":" + version;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
