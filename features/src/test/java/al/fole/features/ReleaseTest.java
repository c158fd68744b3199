// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;

/** The features this build wrote, read the way a stranger would read them. */
class ReleaseTest {

  private static final Path RELEASE = Path.of("target/release");
  private static final Path REPOSITORY = RELEASE.resolve("repository");

  @ParameterizedTest
  @ValueSource(strings = {"libraries", "karaf", "embed", "platform", "fole", "parent"})
  void everyEntryIsABundleWithHashAndStartOrder(String name) throws IOException {
    List<FeatureBundle> bundles = read(name).getBundles();
    assertTrue(bundles.size() > 0);
    for (FeatureBundle bundle : bundles) {
      assertTrue(metadata(bundle, "sha256").toString().matches("[0-9a-f]{64}"), bundle::toString);
      assertTrue((Long) metadata(bundle, "start-order") > 0, bundle::toString);
      try (JarFile jar = new JarFile(file(bundle.getID()).toFile())) {
        Manifest manifest = jar.getManifest();
        assertTrue(
            manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null,
            () -> bundle.getID() + " is no bundle");
      }
    }
  }

  @Test
  void noBundleIsNamedTwice() throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name : List.of("libraries", "karaf", "embed", "platform", "fole", "parent")) {
      for (FeatureBundle bundle : read(name).getBundles()) {
        ID id = bundle.getID();
        assertTrue(seen.add(id.getGroupId() + ":" + id.getArtifactId()), id::toString);
      }
    }
  }

  /** Whoever listens before the fallback answers 404 for all that is still coming. */
  @Test
  void nobodyListensBeforeTheFallbackIsThere() throws IOException {
    long fallback = startOrder("platform", "al.fole.fallback");
    assertTrue(startOrder("libraries", "org.apache.felix.http.jetty12") > fallback);
  }

  private static long startOrder(String feature, String artifact) throws IOException {
    return read(feature).getBundles().stream()
        .filter(bundle -> bundle.getID().getArtifactId().equals(artifact))
        .map(bundle -> (Long) metadata(bundle, "start-order"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void foreignBundlesAreOnlyInTheirOwnFeature() throws IOException {
    for (String name : List.of("platform", "fole")) {
      for (FeatureBundle bundle : read(name).getBundles()) {
        assertEquals("al.fole", bundle.getID().getGroupId());
      }
    }
    for (FeatureBundle bundle : read("parent").getBundles()) {
      assertEquals("al.rekshksh", bundle.getID().getGroupId());
    }
  }

  @Test
  void theSameJarsGiveTheSameBytes(@TempDir Path again) throws IOException {
    String version = read("fole").getID().getVersion();
    FeatureGenerator.generate(Path.of("src/main/features"), REPOSITORY, again, version);
    for (String name : List.of("libraries", "karaf", "embed", "platform", "fole", "parent")) {
      assertEquals(
          -1, Files.mismatch(json(name), again.resolve(name + ".json")), () -> name + " differs");
    }
  }

  @Test
  void aBundleWithoutALineIsAnError() {
    StartLevels levels = new StartLevels(List.of("# comment", "", "al.fole:*  fole  20"));
    assertEquals(
        new StartLevels.Place("fole", 20, false, false), levels.of("al.fole:al.fole.persons"));
    assertThrows(IllegalArgumentException.class, () -> levels.of("al.folerina:other"));
  }

  private static Object metadata(FeatureBundle bundle, String key) {
    @Nullable Object value = bundle.getMetadata().get(key);
    if (value == null) {
      throw new AssertionError(bundle.getID() + " lacks " + key);
    }
    return value;
  }

  private static Path json(String name) {
    return RELEASE.resolve(name + ".json");
  }

  private static Path file(ID id) {
    return REPOSITORY
        .resolve(id.getGroupId().replace('.', '/'))
        .resolve(id.getArtifactId())
        .resolve(id.getVersion())
        .resolve(id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }

  private static Feature read(String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(json(name))) {
      return new FeatureServiceImpl().readFeature(reader);
    }
  }
}
