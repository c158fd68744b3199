// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What a bundle's manifest says.
 *
 * @param name symbolic name
 * @param version of the bundle
 * @param exports package to version
 * @param imports package to range
 */
record Headers(
    String name, Version version, Map<String, Version> exports, Map<String, VersionRange> imports) {

  Headers {
    exports = Map.copyOf(exports);
    imports = Map.copyOf(imports);
  }

  /** Of an installed bundle. */
  static Headers of(Bundle bundle) {
    var headers = bundle.getHeaders("");
    return of(header -> headers.get(header));
  }

  /** Of a jar; IllegalArgumentException when it is no bundle. */
  static Headers of(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        throw new IllegalArgumentException(jar.getFileName() + " has no manifest");
      }
      return of(header -> manifest.getMainAttributes().getValue(header));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Headers of(UnaryOperator<@Nullable String> header) {
    String name = header.apply(Constants.BUNDLE_SYMBOLICNAME);
    if (name == null) {
      throw new IllegalArgumentException("no Bundle-SymbolicName");
    }
    Map<String, Version> exports = new LinkedHashMap<>();
    for (Clause clause : Parser.parseHeader(header.apply(Constants.EXPORT_PACKAGE))) {
      exports.put(
          clause.getName(), Version.parseVersion(clause.getAttribute(Constants.VERSION_ATTRIBUTE)));
    }
    Map<String, VersionRange> imports = new LinkedHashMap<>();
    for (Clause clause : Parser.parseHeader(header.apply(Constants.IMPORT_PACKAGE))) {
      String range = clause.getAttribute(Constants.VERSION_ATTRIBUTE);
      imports.put(clause.getName(), new VersionRange(range == null ? "0" : range));
    }
    return new Headers(
        Parser.parseHeader(name)[0].getName(),
        Version.parseVersion(header.apply(Constants.BUNDLE_VERSION)),
        exports,
        imports);
  }
}
