// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The archive of this build with other bundles in it: a release that somebody else built. */
final class AlteredArchive {
  private static final String ROOT = "fole/release/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, ObjectNode> features = new TreeMap<>();

  private AlteredArchive() {}

  static AlteredArchive of(Path archive) throws IOException {
    var altered = new AlteredArchive();
    try (var zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : List.copyOf(zip.stream().toList())) {
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            altered.entries.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    for (String feature : List.of("platform", "fole")) {
      byte[] json = Objects.requireNonNull(altered.entries.get(ROOT + feature + ".json"));
      altered.features.put(feature, (ObjectNode) JSON.readTree(json));
    }
    return altered;
  }

  /** Every bundle of ours but the frozen contracts in another version. */
  AlteredArchive raised(String version) throws IOException {
    return altered(name -> !name.startsWith("al.fole.spi"), version, manifest -> {}, "", "");
  }

  /** One bundle in another version, with one more file. */
  AlteredArchive with(String bundle, String version, String file, String content)
      throws IOException {
    return altered(bundle::equals, version, manifest -> {}, file, content);
  }

  /** One bundle in another version that requires what nobody has. */
  AlteredArchive requiring(String bundle, String version, String requirement) throws IOException {
    Consumer<Attributes> require = manifest -> manifest.putValue("Require-Bundle", requirement);
    return altered(bundle::equals, version, require, "", "");
  }

  /** Without one bundle of the module. */
  AlteredArchive without(String bundle) {
    var bundles = Objects.requireNonNull(features.get("fole")).withArray("bundles").elements();
    while (bundles.hasNext()) {
      if (bundles.next().path("id").asText().startsWith("al.fole:" + bundle + ":")) {
        bundles.remove();
      }
    }
    return this;
  }

  private AlteredArchive altered(
      Predicate<String> which,
      String version,
      Consumer<Attributes> manifest,
      String file,
      String content)
      throws IOException {
    for (ObjectNode feature : features.values()) {
      feature.put("id", id(feature.path("id").asText(), version));
      for (JsonNode bundle : feature.path("bundles")) {
        String id = bundle.path("id").asText();
        if (which.test(id.split(":")[1])) {
          byte[] old = Objects.requireNonNull(entries.remove(ROOT + path(id)), id);
          byte[] jar = jar(old, version, manifest, file, content);
          entries.put(ROOT + path(id(id, version)), jar);
          ((ObjectNode) bundle).put("id", id(id, version)).put("sha256", sha256(jar));
        }
      }
    }
    return this;
  }

  /** Writes it. */
  Path write(Path target) throws IOException {
    for (var feature : features.entrySet()) {
      entries.put(ROOT + feature.getKey() + ".json", JSON.writeValueAsBytes(feature.getValue()));
    }
    try (var out = new ZipOutputStream(Files.newOutputStream(target))) {
      // Java looks for it among the first.
      put(out, MANIFEST, Objects.requireNonNull(entries.get(MANIFEST)));
      for (var entry : entries.entrySet()) {
        if (!entry.getKey().equals(MANIFEST)) {
          put(out, entry.getKey(), entry.getValue());
        }
      }
    }
    return target;
  }

  private static byte[] jar(
      byte[] jar, String version, Consumer<Attributes> manifest, String file, String content)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
      var altered = Objects.requireNonNull(in.getManifest());
      altered.getMainAttributes().putValue("Bundle-Version", version);
      manifest.accept(altered.getMainAttributes());
      try (var out = new JarOutputStream(bytes, altered)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
        if (!file.isEmpty()) {
          out.putNextEntry(new ZipEntry(file));
          out.write(content.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static String id(String id, String version) {
    return id.substring(0, id.lastIndexOf(':') + 1) + version;
  }

  private static String path(String id) {
    String[] parts = id.split(":");
    return "repository/%s/%s/%s/%s-%s.jar"
        .formatted(parts[0].replace('.', '/'), parts[1], parts[2], parts[1], parts[2]);
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(content);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
