// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.itests.process.HostProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** The release of this build with persons in a later version, and files of its database added. */
final class NextRelease {
  private static final String ROOT = "fole/release/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private NextRelease() {}

  /**
   * Writes it.
   *
   * @param directory an empty one
   * @param patch third number of the version
   * @param files of the bundle's {@code db}, name to SQL
   * @return its {@code fole.json}
   */
  static Path write(Path directory, int patch, Map<String, String> files) throws IOException {
    try (var zip = new ZipFile(HostProcess.built("host/launcher/target/fole-host.jar").toFile())) {
      ObjectNode feature = (ObjectNode) JSON.readTree(bytes(zip, ROOT + "fole.json"));
      String id = feature.path("id").asText();
      feature.put("id", raised(id, patch));
      for (var bundle : feature.path("bundles")) {
        String[] parts = bundle.path("id").asText().split(":");
        String version = parts[parts.length - 1];
        byte[] jar = bytes(zip, ROOT + path(parts[1], version));
        if (parts[1].equals("al.fole.persons")) {
          version = raised(version, patch);
          jar = altered(jar, version, files);
          ((ObjectNode) bundle).put("id", "al.fole:al.fole.persons:" + version);
          ((ObjectNode) bundle).put("sha256", sha256(jar));
        }
        Path file = directory.resolve(path(parts[1], version));
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, jar);
      }
      return Files.writeString(directory.resolve("fole.json"), feature.toPrettyString());
    }
  }

  /** Writes beside it the platform of this build, with the audit in a later version. */
  static void platform(Path directory, int patch) throws IOException {
    try (var zip = new ZipFile(HostProcess.built("host/launcher/target/fole-host.jar").toFile())) {
      ObjectNode feature = (ObjectNode) JSON.readTree(bytes(zip, ROOT + "platform.json"));
      for (var bundle : feature.path("bundles")) {
        String[] parts = bundle.path("id").asText().split(":");
        String version = parts[parts.length - 1];
        byte[] jar = bytes(zip, ROOT + path(parts[1], version));
        if (parts[1].equals("al.fole.audit")) {
          version = raised(version, patch);
          jar = altered(jar, version, Map.of());
          ((ObjectNode) bundle).put("id", "al.fole:al.fole.audit:" + version);
          ((ObjectNode) bundle).put("sha256", sha256(jar));
        }
        Path file = directory.resolve(path(parts[1], version));
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, jar);
      }
      Files.writeString(directory.resolve("platform.json"), feature.toPrettyString());
    }
  }

  private static String path(String name, String version) {
    return "repository/al/fole/%s/%s/%s-%s.jar".formatted(name, version, name, version);
  }

  private static String raised(String version, int patch) {
    return version.replaceFirst("(\\d+\\.\\d+)\\.\\d+(-SNAPSHOT)?$", "$1." + patch);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static byte[] altered(byte[] jar, String version, Map<String, String> files)
      throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    Manifest manifest;
    try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
      manifest = in.getManifest();
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
    files.forEach((name, sql) -> entries.put("db/" + name, sql.getBytes(UTF_8)));
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes)) {
      put(out, JarFile.MANIFEST_NAME);
      manifest.write(out);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(out, entry.getKey());
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Without the time of day: two archives hold the same version, and it has the same bytes. */
  private static void put(JarOutputStream jar, String name) throws IOException {
    var entry = new JarEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
