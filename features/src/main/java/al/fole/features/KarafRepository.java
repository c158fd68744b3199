// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureConfiguration;
import org.osgi.service.feature.ID;

/**
 * The release as Apache Karaf reads it: {@code features.xml}, written from the Feature JSON beside
 * it. The bundles of the module itself are not in it; lifecycle brings them, so that Karaf's
 * account of what is installed and ours never contradict each other.
 *
 * <p>Features of ours have the version of the release. Those of others have one that changes with
 * their content only, so that a new release of ours does not touch them. Every reference names its
 * version: an open one would leave the old feature beside the new.
 */
final class KarafRepository {

  static final String FILE = "features.xml";

  /** What Karaf gives bundles of others; below it starts Karaf itself. */
  static final int FIRST_LEVEL = 80;

  /**
   * The last form in which Karaf does not ask for services before it installs: ours come and go
   * while everything runs, and a part whose service is missing answers 503.
   */
  private static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/v1.2.1";

  private static final Set<String> OURS = Set.of("al.fole", "al.rekshksh");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z.]+)}");

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "karaf",
          List.of(),
          "libraries",
          List.of("karaf"),
          "platform",
          List.of("libraries"),
          "parent",
          List.of("platform"),
          ReleaseFeatures.MODULE,
          List.of("platform"));

  private final Map<String, Feature> features;
  private final XMLStreamWriter xml;

  private KarafRepository(Map<String, Feature> features, XMLStreamWriter xml) {
    this.features = features;
    this.xml = xml;
  }

  /** Writes the file into a release directory. */
  static void write(Path release) throws IOException {
    Map<String, Feature> features = ReleaseFeatures.read(release);
    try (Writer file = Files.newBufferedWriter(release.resolve(FILE))) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(file);
      new KarafRepository(features, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("features");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeAttribute("name", "fole");
    for (Map.Entry<String, Feature> feature : features.entrySet()) {
      write(feature.getKey(), feature.getValue());
    }
    line(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(String name, Feature feature) throws XMLStreamException {
    line(1);
    xml.writeStartElement("feature");
    xml.writeAttribute("name", name(feature));
    xml.writeAttribute("version", version(feature));
    xml.writeAttribute("description", feature.getName().orElse(""));
    for (String other : REQUIRED.getOrDefault(name, List.of())) {
      Feature required = Objects.requireNonNull(features.get(other));
      line(2);
      xml.writeStartElement("feature");
      xml.writeAttribute("version", version(required));
      xml.writeCharacters(name(required));
      xml.writeEndElement();
    }
    for (FeatureConfiguration configuration : feature.getConfigurations().values()) {
      write(configuration, feature.getVariables());
    }
    if (!name.equals(ReleaseFeatures.MODULE)) {
      for (FeatureBundle bundle : feature.getBundles()) {
        write(bundle);
      }
    }
    line(1);
    xml.writeEndElement();
  }

  private void write(FeatureConfiguration configuration, Map<String, Object> variables)
      throws XMLStreamException {
    line(2);
    xml.writeStartElement("config");
    xml.writeAttribute("name", configuration.getPid());
    for (Map.Entry<String, Object> value : new TreeMap<>(configuration.getValues()).entrySet()) {
      line(3);
      xml.writeCharacters(value.getKey() + " = " + filled(value.getValue(), variables));
    }
    line(2);
    xml.writeEndElement();
  }

  private void write(FeatureBundle bundle) throws XMLStreamException {
    ID id = bundle.getID();
    int level = ((Number) ReleaseFeatures.metadata(bundle, "start-order")).intValue();
    line(2);
    xml.writeStartElement("bundle");
    xml.writeAttribute("start-level", Integer.toString(FIRST_LEVEL + level));
    if (ReleaseFeatures.given(bundle)) {
      xml.writeAttribute("dependency", "true");
    }
    xml.writeCharacters(
        "mvn:" + id.getGroupId() + "/" + id.getArtifactId() + "/" + id.getVersion());
    xml.writeEndElement();
  }

  /** {@code al.fole:platform} is {@code fole-platform}. */
  static String name(Feature feature) {
    String group = feature.getID().getGroupId();
    String whose = group.substring(group.lastIndexOf('.') + 1);
    String what = feature.getID().getArtifactId();
    return what.equals(whose) ? what : whose + "-" + what;
  }

  /** The release's, or for a feature of others one that only its content changes. */
  static String version(Feature feature) {
    if (feature.getBundles().stream().anyMatch(KarafRepository::isOurs)) {
      return feature.getID().getVersion().replaceFirst("-", ".");
    }
    StringBuilder content = new StringBuilder();
    for (FeatureBundle bundle : feature.getBundles()) {
      content.append(bundle.getID()).append(new TreeMap<>(bundle.getMetadata())).append('\n');
    }
    for (FeatureConfiguration configuration : feature.getConfigurations().values()) {
      content.append(configuration.getPid()).append(new TreeMap<>(configuration.getValues()));
    }
    content.append(new TreeMap<>(feature.getVariables()));
    return "1.0.0." + FeatureGenerator.sha256(content.toString().getBytes(UTF_8)).substring(0, 12);
  }

  private static boolean isOurs(FeatureBundle bundle) {
    return OURS.contains(bundle.getID().getGroupId());
  }

  private static String filled(Object value, Map<String, Object> variables) {
    return VARIABLE
        .matcher(String.valueOf(value))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf(Objects.requireNonNull(variables.get(found.group(1))))));
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
