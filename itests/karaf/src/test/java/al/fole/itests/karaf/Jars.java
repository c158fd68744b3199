// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.karaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jars this test is given, which it reads as files only. */
final class Jars {

  private Jars() {}

  /** By symbolic name; each is there once. */
  static Path named(String name) {
    List<Path> found =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .filter(jar -> name.equals(header(jar, "Bundle-SymbolicName")))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(name + " is there " + found.size() + " times");
    }
    return found.get(0);
  }

  /** The next release: raised contracts, and all that import them. */
  static Path nextRelease(Path directory) throws IOException {
    List<String> bundles = new ArrayList<>();
    for (String part : List.of("api", "persons", "cases", "families")) {
      Path jar = named("al.fole." + part);
      String version = header(jar, "Bundle-Version");
      Path home = directory.resolve("repository/al/fole/al.fole." + part).resolve(version);
      Files.createDirectories(home);
      Path copy = home.resolve("al.fole.%s-%s.jar".formatted(part, version));
      Files.copy(jar, copy);
      bundles.add(
          "{\"id\":\"al.fole:al.fole.%s:%s\",\"start-order\":20,\"sha256\":\"%s\"}"
              .formatted(part, version, sha256(copy)));
    }
    return Files.writeString(
        directory.resolve("fole.json"),
        "{\"id\":\"al.fole:fole:9.0.0\",\"bundles\":[%s]}".formatted(String.join(",", bundles)));
  }

  /** A file of the release that every host of this build runs. */
  static byte[] ofRelease(String name) throws IOException {
    try (var jar = new JarFile(named("features").toFile());
        var in = jar.getInputStream(jar.getEntry("fole/release/" + name))) {
      return in.readAllBytes();
    }
  }

  static String sha256(Path file) throws IOException {
    return sha256(Files.readAllBytes(file));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jar of a feature bundle below the directory of a release. */
  static Path below(Path release, String name) throws IOException {
    try (Stream<Path> files = Files.walk(release)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> name.equals(header(file, "Bundle-SymbolicName")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String header(Path jar, String name) {
    try (var file = new JarFile(jar.toFile())) {
      String value = file.getManifest().getMainAttributes().getValue(name);
      return value == null ? "" : new String(value.getBytes(UTF_8), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
