// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A small bundle, described by what matters to the test. */
final class SampleBundle {

  final String name;
  final String version;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private SampleBundle(String name, String version) {
    this.name = name;
    this.version = version;
    headers.put("Bundle-ManifestVersion", "2");
    headers.put("Bundle-SymbolicName", name);
    headers.put("Bundle-Version", version);
  }

  static SampleBundle named(String name, String version) {
    return new SampleBundle(name, version);
  }

  /** A feature with one component. */
  static SampleBundle feature(String name, String version) {
    return named(name, version).withComponent("");
  }

  /** The API bundle given, with another version and one package raised. */
  static SampleBundle raised(JarFile api, String version, String name, String packageVersion) {
    try {
      Attributes main = api.getManifest().getMainAttributes();
      var raised = new SampleBundle(main.getValue("Bundle-SymbolicName"), version);
      raised.with("Export-Package", raise(main.getValue("Export-Package"), name, packageVersion));
      raised.with("Import-Package", raise(main.getValue("Import-Package"), name, packageVersion));
      for (JarEntry entry : api.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = api.getInputStream(entry)) {
          raised.files.put(entry.getName(), in.readAllBytes());
        }
      }
      return raised;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String raise(String header, String name, String version) {
    String[] parts = version.split("\\.");
    int minor = Integer.parseInt(parts[1]);
    String own = "[%s.%d,%1$s.%d)".formatted(parts[0], minor, minor + 1);
    return header
        .replaceAll(name + ";version=\"[0-9.]+\"", name + ";version=\"" + version + "\"")
        .replaceAll(name + ";version=\"\\[[0-9.]+,[0-9.]+\\)\"", name + ";version=\"" + own + "\"");
  }

  SampleBundle with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  SampleBundle importing(String packages) {
    return with("Import-Package", packages);
  }

  /** A component of class {@link Sample}; extra XML may make it fail or wait. */
  SampleBundle withComponent(String extra) {
    String xml =
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s" immediate="true"
            configuration-pid="%1$s" init="1">
          <implementation class="%3$s"/>
          <service><provide interface="java.util.function.Supplier"/></service>
          <property name="version" value="%2$s"/>
          <property name="sample" value="%1$s"/>
          %4$s
        </scr:component>
        """
            .formatted(name, version, Sample.class.getName(), extra);
    files.put("OSGI-INF/sample.xml", xml.getBytes(StandardCharsets.UTF_8));
    String path = Sample.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Sample.class.getResourceAsStream("Sample.class")) {
      files.put(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with("Service-Component", "OSGI-INF/sample.xml");
  }

  byte[] jar() {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      put(jar, JarFile.MANIFEST_NAME);
      manifest.write(jar);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(jar, file.getKey());
        jar.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Without the time of day: the same bundle has the same bytes. */
  private static void put(JarOutputStream jar, String name) throws IOException {
    var entry = new JarEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
  }
}
