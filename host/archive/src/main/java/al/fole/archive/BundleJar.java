// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself.
 *
 * @param name symbolic name
 * @param version OSGi version as text
 * @param packages it exports, by name
 * @param steps migrations it carries, those that expand first
 */
public record BundleJar(
    String name, String version, List<ApiPackage> packages, List<SchemaStep> steps) {

  private static final Pattern MIGRATION =
      Pattern.compile("db/((contract/)?[0-9]{3}_[a-z0-9_]+\\.sql)");

  /** Copies the lists. */
  public BundleJar {
    packages = List.copyOf(packages);
    steps = List.copyOf(steps);
  }

  /**
   * Reads a bundle without ever reading more of it than {@link Limits} allow.
   *
   * @throws IOException when it is no bundle or larger inside than one is
   */
  public static BundleJar read(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile(), false)) {
      if (jar.size() > Limits.INNER_ENTRIES) {
        throw new IOException(file.getFileName() + " has too many entries");
      }
      ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null) {
        throw new IOException(file.getFileName() + " has no manifest");
      }
      var manifest = new Manifest(new java.io.ByteArrayInputStream(content(jar, entry)));
      Attributes main = manifest.getMainAttributes();
      String name = Parser.parseHeader(main.getValue("Bundle-SymbolicName"))[0].getName();
      List<SchemaStep> steps = new ArrayList<>();
      for (ZipEntry found : jar.stream().toList()) {
        Matcher migration = MIGRATION.matcher(found.getName());
        if (migration.matches()) {
          steps.add(step(name, migration, content(jar, found)));
        }
      }
      steps.sort(Comparator.comparing(SchemaStep::kind).thenComparing(SchemaStep::file));
      String version = main.getValue("Bundle-Version");
      return new BundleJar(
          name,
          version == null ? "0.0.0" : version.strip(),
          packages(name, main.getValue("Export-Package")),
          steps);
    } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException(file.getFileName() + " is no bundle", e);
    }
  }

  private static SchemaStep step(String bundle, Matcher migration, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
    return new SchemaStep(
        bundle,
        bundle.substring(bundle.lastIndexOf('.') + 1),
        migration.group(1),
        Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
        migration.group(2) == null ? SchemaStep.Kind.EXPAND : SchemaStep.Kind.CONTRACT);
  }

  private static List<ApiPackage> packages(String bundle, @Nullable String header) {
    List<ApiPackage> packages = new ArrayList<>();
    for (Clause clause : Parser.parseHeader(header)) {
      String version = clause.getAttribute("version");
      packages.add(new ApiPackage(clause.getName(), version == null ? "0.0.0" : version, bundle));
    }
    packages.sort(Comparator.comparing(ApiPackage::name));
    return packages;
  }

  private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] content = in.readNBytes(Limits.INNER_BYTES + 1);
      if (content.length > Limits.INNER_BYTES) {
        throw new IOException(entry.getName() + " is larger than " + Limits.INNER_BYTES);
      }
      return content;
    }
  }
}
