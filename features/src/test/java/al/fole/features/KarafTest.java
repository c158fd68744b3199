// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Apache Karaf installs is what the Feature JSON lists, no more and no less. */
class KarafTest {

  private static final Path RELEASE = Path.of("target/release");
  private static final Path ARCHIVE = Path.of("target/fole.kar");

  private static Map<String, Feature> features = new HashMap<>();
  private static Map<String, Element> written = new HashMap<>();

  @BeforeAll
  static void read() throws Exception {
    features = ReleaseFeatures.read(RELEASE);
    written = read(RELEASE);
  }

  private static Map<String, Element> read(Path release) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(release.resolve(KarafRepository.FILE).toFile())
            .getDocumentElement();
    Map<String, Element> found = new HashMap<>();
    for (Element feature : children(root, "feature")) {
      found.put(feature.getAttribute("name"), feature);
    }
    return found;
  }

  @Test
  void eachFeatureHasTheBundlesOfItsJson() {
    for (String name : ReleaseFeatures.BROUGHT) {
      List<String> listed = new ArrayList<>();
      for (FeatureBundle bundle : feature(name).getBundles()) {
        ID id = bundle.getID();
        int level = ((Number) ReleaseFeatures.metadata(bundle, "start-order")).intValue();
        String url = "mvn:" + id.getGroupId() + "/" + id.getArtifactId() + "/" + id.getVersion();
        listed.add(url + " at " + (80 + level) + (ReleaseFeatures.given(bundle) ? " given" : ""));
      }
      List<String> installed = new ArrayList<>();
      for (Element bundle : children(karaf(feature(name)), "bundle")) {
        String given = bundle.getAttribute("dependency").equals("true") ? " given" : "";
        installed.add(
            bundle.getTextContent() + " at " + bundle.getAttribute("start-level") + given);
      }
      assertTrue(listed.size() > 0);
      assertEquals(listed, installed, name);
    }
    assertEquals(features.size(), written.size());
  }

  @Test
  void theBundlesOfTheModuleAreLeftToLifecycle() {
    assertEquals(List.of(), children(karaf(feature("fole")), "bundle"));
  }

  @Test
  void everyReferenceNamesTheVersionThereIs() {
    int references = 0;
    for (Element feature : written.values()) {
      for (Element reference : children(feature, "feature")) {
        Element there = requireNonNull(written.get(reference.getTextContent()));
        assertEquals(there.getAttribute("version"), reference.getAttribute("version"));
        references++;
      }
    }
    assertEquals(4, references);
    assertEquals(version().replace('-', '.'), version(written, "fole-platform"));
  }

  @Test
  void aNewReleaseOfOursIsNoNewFeatureOfOthers(@TempDir Path next) throws Exception {
    for (String name : features.keySet()) {
      String json = Files.readString(RELEASE.resolve(name + ".json"));
      Files.writeString(
          next.resolve(name + ".json"),
          json.replace("al.fole:" + name + ":" + version() + '"', "al.fole:" + name + ":9.0.0\""));
    }
    KarafRepository.write(next);
    Map<String, Element> other = read(next);
    assertEquals("9.0.0", version(other, "fole-platform"));
    assertEquals(version(written, "fole-libraries"), version(other, "fole-libraries"));
    Path libraries = next.resolve("libraries.json");
    Files.writeString(libraries, Files.readString(libraries).replace("asm:9.9", "asm:9.9.1"));
    KarafRepository.write(next);
    assertNotEquals(version(written, "fole-libraries"), version(read(next), "fole-libraries"));
  }

  @Test
  void theConfigurationsAreThoseOfTheJson() {
    Set<String> listed = feature("libraries").getConfigurations().keySet();
    Set<String> installed = new HashSet<>();
    for (Element config : children(karaf(feature("libraries")), "config")) {
      installed.add(config.getAttribute("name"));
      assertTrue(!config.getTextContent().contains("${"), config::getTextContent);
    }
    assertEquals(listed, installed);
    assertTrue(installed.contains("org.apache.felix.http"), installed::toString);
  }

  @Test
  void theArchiveHasEveryBundleAndTheReleaseOfTheModule() throws IOException {
    Map<String, FeatureBundle> expected = new HashMap<>();
    for (Map.Entry<String, Feature> feature : features.entrySet()) {
      String below = feature.getKey().equals("fole") ? "resources/fole/repository/" : "repository/";
      for (FeatureBundle bundle : feature.getValue().getBundles()) {
        expected.put(below + ReleaseFeatures.path(bundle.getID()), bundle);
      }
    }
    try (JarFile archive = new JarFile(ARCHIVE.toFile())) {
      assertEquals("false", main(archive, "Karaf-Feature-Start"));
      assertEquals(
          "mvn:al.fole/features/" + version() + "/xml/features",
          main(archive, "Karaf-Feature-Repos"));
      Set<String> jars = new HashSet<>();
      for (JarEntry entry : archive.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        jars.add(entry.getName());
      }
      assertEquals(expected.keySet(), jars);
      for (Map.Entry<String, FeatureBundle> jar : expected.entrySet()) {
        assertEquals(
            ReleaseFeatures.metadata(jar.getValue(), "sha256"),
            FeatureGenerator.sha256(bytes(archive, jar.getKey())));
      }
      same(archive, "resources/fole/fole.json", "fole.json");
      String path = "repository/al/fole/features/%1$s/features-%1$s-features.xml";
      same(archive, path.formatted(version()), KarafRepository.FILE);
    }
  }

  @Test
  void theSameReleaseGivesTheSameArchive(@TempDir Path again) throws IOException {
    Path archive = again.resolve("fole.kar");
    KarafArchive.write(RELEASE, archive);
    assertEquals(-1, Files.mismatch(ARCHIVE, archive));
  }

  private static String main(JarFile archive, String name) throws IOException {
    return archive.getManifest().getMainAttributes().getValue(name);
  }

  private static void same(JarFile archive, String name, String file) throws IOException {
    assertEquals(
        FeatureGenerator.sha256(Files.readAllBytes(RELEASE.resolve(file))),
        FeatureGenerator.sha256(bytes(archive, name)));
  }

  private static byte[] bytes(JarFile archive, String name) throws IOException {
    try (var in = archive.getInputStream(archive.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static String version() {
    return feature("fole").getID().getVersion();
  }

  private static Feature feature(String name) {
    return java.util.Objects.requireNonNull(features.get(name));
  }

  private static Element karaf(Feature feature) {
    return java.util.Objects.requireNonNull(written.get(KarafRepository.name(feature)));
  }

  private static String version(Map<String, Element> repository, String name) {
    return java.util.Objects.requireNonNull(repository.get(name)).getAttribute("version");
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
