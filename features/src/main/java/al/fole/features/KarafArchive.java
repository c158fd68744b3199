// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;

/**
 * One file with which a stock Apache Karaf installs the module without a network: the feature
 * repository, its bundles in Maven layout, and the release of the module, which Karaf puts into the
 * directory {@code fole} of its own. Installing the archive makes the features known and starts
 * none of them.
 */
final class KarafArchive {

  /** Where the archive has what Karaf's Maven resolver is to find. */
  static final String REPOSITORY = "repository/";

  /** Where the archive has what goes below Karaf's own directory. */
  static final String RESOURCE = "resources/fole/";

  private KarafArchive() {}

  /** Writes the archive of a release directory; the same release gives the same bytes. */
  static void write(Path release, Path archive) throws IOException {
    Map<String, Feature> features = ReleaseFeatures.read(release);
    Feature module = ReleaseFeatures.read(release, ReleaseFeatures.MODULE);
    ID id = module.getID();
    String version = id.getVersion();
    try (OutputStream file = Files.newOutputStream(archive);
        JarOutputStream out = new JarOutputStream(file)) {
      // The jars inside are compressed already.
      out.setLevel(Deflater.NO_COMPRESSION);
      manifest(out, "mvn:al.fole/features/" + version + "/xml/features");
      String name = "al/fole/features/%1$s/features-%1$s-features.xml".formatted(version);
      add(out, REPOSITORY + name, release.resolve(KarafRepository.FILE));
      for (String brought : ReleaseFeatures.BROUGHT) {
        for (FeatureBundle bundle : requireNonNull(features.get(brought)).getBundles()) {
          add(out, REPOSITORY, release, bundle);
        }
      }
      add(out, RESOURCE + "fole.json", release.resolve("fole.json"));
      for (FeatureBundle bundle : module.getBundles()) {
        add(out, RESOURCE + "repository/", release, bundle);
      }
    }
  }

  private static void manifest(JarOutputStream out, String repository) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Karaf-Feature-Start", "false");
    attributes.putValue("Karaf-Feature-Repos", repository);
    entry(out, "META-INF/MANIFEST.MF");
    manifest.write(out);
    out.closeEntry();
  }

  private static void add(JarOutputStream out, String below, Path release, FeatureBundle bundle)
      throws IOException {
    String path = ReleaseFeatures.path(bundle.getID());
    add(out, below + path, release.resolve("repository").resolve(path));
  }

  private static void add(JarOutputStream out, String name, Path file) throws IOException {
    entry(out, name);
    Files.copy(file, out);
    out.closeEntry();
  }

  private static void entry(JarOutputStream out, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    out.putNextEntry(entry);
  }
}
