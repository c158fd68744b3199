// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A bundle as it was built: its manifest, by symbolic name.
 *
 * @param name symbolic name
 * @param file the jar
 * @param imports packages it imports, with their attributes
 * @param exports packages it exports, with their attributes
 */
record BuiltBundle(String name, File file, Map<String, Attrs> imports, Map<String, Attrs> exports) {

  /** Every bundle on the class path whose name begins so. */
  static List<BuiltBundle> named(String... prefixes) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar"))
        .map(path -> read(new File(path)))
        .filter(b -> b != null && Arrays.stream(prefixes).anyMatch(b.name()::startsWith))
        .map(b -> java.util.Objects.requireNonNull(b))
        .toList();
  }

  private static @Nullable BuiltBundle read(File file) {
    try (var jar = new JarFile(file)) {
      var manifest = jar.getManifest();
      var name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      if (manifest == null || name == null) {
        return null;
      }
      var main = manifest.getMainAttributes();
      return new BuiltBundle(
          name.replaceFirst(";.*", ""),
          file,
          header(main.getValue("Import-Package")),
          header(main.getValue("Export-Package")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Attrs> header(@Nullable String value) {
    return value == null ? Map.of() : copy(OSGiHeader.parseHeader(value));
  }

  private static Map<String, Attrs> copy(aQute.bnd.header.Parameters parameters) {
    var copy = new TreeMap<String, Attrs>();
    parameters.forEach(copy::put);
    return copy;
  }

  /** Imported packages of ours that the bundle does not export itself. */
  Set<String> foreignImportsOf(String prefix) {
    var found = new java.util.TreeSet<>(imports.keySet());
    found.removeIf(p -> !p.startsWith(prefix) || exports.containsKey(p));
    return found;
  }
}
