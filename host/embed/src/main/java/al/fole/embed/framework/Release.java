// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * The release a host carries on its class path, unpacked into the data directory so that the
 * framework and lifecycle can read it.
 *
 * @param directory where its features lie, with the bundles in {@code repository} beside them
 * @param features by name, in the order in which they are brought
 */
public record Release(Path directory, Map<String, Feature> features) {

  private static final FeatureService FEATURES = new FeatureServiceImpl();

  /** What the reference host brings. */
  public static final List<String> HOSTED = List.of("libraries", "parent", "platform", "fole");

  /** What a program brings that embeds the module and is the parent itself. */
  public static final List<String> EMBEDDED = List.of("libraries", "embed", "platform", "fole");

  private static final String ROOT = "/fole/release/";

  /**
   * One bundle of the release.
   *
   * @param lent whether a program that embeds the module lends its packages instead
   */
  public record Jar(ID id, Path file, int level, boolean lent) {}

  /**
   * Unpacks what is not there yet; a file whose hash is not the one of its feature is replaced, so
   * that what runs is what was built.
   *
   * @param names {@link #HOSTED} or {@link #EMBEDDED}
   */
  public static Release unpack(Path releases, List<String> names) throws IOException {
    Path directory = releases.resolve("archive");
    Map<String, Feature> features = new LinkedHashMap<>();
    Set<Path> files = new HashSet<>();
    for (String name : names) {
      byte[] json = resource(name + ".json");
      features.put(name, read(json));
      Path file = directory.resolve(name + ".json");
      write(file, json);
      files.add(file);
    }
    Release release = new Release(directory, features);
    for (Feature feature : features.values()) {
      for (FeatureBundle bundle : feature.getBundles()) {
        files.add(release.unpack(bundle));
      }
    }
    removeAllBut(files, directory);
    return release;
  }

  /** Unpacks some of the bundles, for what runs without a framework. */
  public static List<Path> unpackOnly(Path directory, List<String> artifacts) throws IOException {
    List<Path> files = new ArrayList<>();
    Release release = new Release(directory, Map.of());
    for (String name : HOSTED) {
      for (FeatureBundle bundle : read(resource(name + ".json")).getBundles()) {
        if (artifacts.contains(bundle.getID().getArtifactId())) {
          files.add(release.unpack(bundle));
        }
      }
    }
    return files;
  }

  /** The Feature JSON of the module, as lifecycle reads it. */
  public Path module() {
    return directory.resolve("fole.json");
  }

  /** The bundles of one feature, in the order of the feature. */
  public List<Jar> bundles(String feature) {
    Feature found = features.get(feature);
    if (found == null) {
      throw new IllegalArgumentException(feature);
    }
    List<Jar> jars = new ArrayList<>();
    for (FeatureBundle bundle : found.getBundles()) {
      int level = ((Number) metadata(bundle, "start-order")).intValue();
      boolean lent = bundle.getMetadata().get("lent") != null;
      jars.add(new Jar(bundle.getID(), directory.resolve(path(bundle.getID())), level, lent));
    }
    return jars;
  }

  /** First path segments under which the module's feature bundles answer. */
  public List<String> routes() {
    return bundles("fole").stream()
        .map(jar -> jar.id().getArtifactId())
        .filter(name -> name.matches("al\\.fole\\.[a-z]+"))
        .map(name -> name.substring("al.fole.".length()))
        .toList();
  }

  private Path unpack(FeatureBundle bundle) throws IOException {
    String path = path(bundle.getID());
    String expected = metadata(bundle, "sha256").toString();
    Path file = directory.resolve(path);
    if (Files.exists(file) && hash(Files.readAllBytes(file)).equals(expected)) {
      return file;
    }
    byte[] jar = resource(path);
    if (!hash(jar).equals(expected)) {
      throw new IOException("the archive is damaged: " + bundle.getID());
    }
    write(file, jar);
    return file;
  }

  /** What an earlier archive left. */
  private static void removeAllBut(Set<Path> files, Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (!files.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, content);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String path(ID id) {
    return String.join(
        "/",
        "repository",
        id.getGroupId().replace('.', '/'),
        id.getArtifactId(),
        id.getVersion(),
        id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }

  private static Object metadata(FeatureBundle bundle, String key) {
    Object value = bundle.getMetadata().get(key);
    if (value == null) {
      throw new IllegalStateException(bundle.getID() + " lacks " + key);
    }
    return value;
  }

  private static Feature read(byte[] json) throws IOException {
    try (Reader reader = new StringReader(new String(json, StandardCharsets.UTF_8))) {
      return FEATURES.readFeature(reader);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Release.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IOException("the archive lacks " + name);
      }
      return in.readAllBytes();
    }
  }

  private static String hash(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
