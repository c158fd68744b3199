// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Version;

/** The jars of this build, found on the class path by symbolic name. */
final class BuiltJars {

  private BuiltJars() {}

  /** Of one name, the lowest version first. */
  static List<Path> named(String name) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> name.equals(header(jar, "Bundle-SymbolicName")))
        .sorted(Comparator.comparing(jar -> new Version(version(jar))))
        .toList();
  }

  /** The version in force. */
  static Path current(String name) {
    return named(name).get(0);
  }

  /** The version of the next release. */
  static Path next(String name) {
    List<Path> jars = named(name);
    return jars.get(jars.size() - 1);
  }

  static String name(Path jar) {
    return header(jar, "Bundle-SymbolicName");
  }

  static String version(Path jar) {
    return header(jar, "Bundle-Version");
  }

  private static String header(Path jar, String name) {
    try (JarFile file = new JarFile(jar.toFile())) {
      String value = file.getManifest().getMainAttributes().getValue(name);
      return value == null ? "" : value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy with one more file and another version. */
  static Path with(Path jar, String version, String file, String content, Path target) {
    var bytes = new ByteArrayOutputStream();
    try (var in = new JarInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)))) {
      var manifest = Objects.requireNonNull(in.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (var out = new JarOutputStream(bytes, manifest)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
        }
        out.putNextEntry(new ZipEntry(file));
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      return Files.write(target, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
