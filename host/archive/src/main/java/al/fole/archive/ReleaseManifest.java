// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The signed list of a release archive, {@code release.json}. The same release gives the same
 * bytes: nothing in it tells the time.
 *
 * @param id of the feature: {@code group:artifact:version}
 * @param files all of the archive except the list and its signature
 * @param schemaSteps migrations its bundles carry, in the order of bundles and names
 * @param apiPackages packages its bundles export
 */
public record ReleaseManifest(
    String id,
    List<ArchiveFile> files,
    List<SchemaStep> schemaSteps,
    List<ApiPackage> apiPackages) {

  /** Name of the list in the archive. */
  public static final String FILE = "release.json";

  /** The only format there is. */
  private static final int FORMAT = 1;

  /** Copies the lists. */
  public ReleaseManifest {
    files = List.copyOf(files);
    schemaSteps = List.copyOf(schemaSteps);
    apiPackages = List.copyOf(apiPackages);
  }

  /** The version in the id. */
  public String version() {
    return id.substring(id.lastIndexOf(':') + 1);
  }

  /**
   * Reads the list.
   *
   * @throws al.fole.spi.Problem {@code release-manifest-unreadable}
   */
  public static ReleaseManifest parse(byte[] json) {
    try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
      JsonObject root = reader.readObject();
      int format = root.getInt("format");
      if (format != FORMAT) {
        throw ArchiveRefusals.manifestUnreadable("format " + format + " is not known");
      }
      return new ReleaseManifest(
          root.getString("id"),
          root.getJsonArray("files").getValuesAs(ReleaseManifest::file),
          root.getJsonArray("schemaSteps").getValuesAs(ReleaseManifest::step),
          root.getJsonArray("apiPackages").getValuesAs(ReleaseManifest::apiPackage));
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw ArchiveRefusals.manifestUnreadable(String.valueOf(e.getMessage()));
    }
  }

  private static ArchiveFile file(JsonObject file) {
    return new ArchiveFile(
        file.getString("name"),
        file.getJsonNumber("size").longValueExact(),
        file.getString("sha256"));
  }

  private static SchemaStep step(JsonObject step) {
    return new SchemaStep(
        step.getString("bundle"),
        step.getString("schema"),
        step.getString("file"),
        step.getString("sha256"),
        SchemaStep.Kind.valueOf(step.getString("kind").toUpperCase(Locale.ROOT)));
  }

  private static ApiPackage apiPackage(JsonObject offered) {
    return new ApiPackage(
        offered.getString("name"), offered.getString("version"), offered.getString("bundle"));
  }

  /** The list as it is signed. */
  public byte[] bytes() {
    var allFiles = Json.createArrayBuilder();
    for (ArchiveFile file : files) {
      allFiles.add(
          object("name", file.name()).add("size", file.size()).add("sha256", file.sha256()));
    }
    var steps = Json.createArrayBuilder();
    for (SchemaStep step : schemaSteps) {
      steps.add(
          object("bundle", step.bundle())
              .add("schema", step.schema())
              .add("file", step.file())
              .add("sha256", step.sha256())
              .add("kind", step.kind().name().toLowerCase(Locale.ROOT)));
    }
    var packages = Json.createArrayBuilder();
    for (ApiPackage offered : apiPackages) {
      packages.add(
          object("name", offered.name())
              .add("version", offered.version())
              .add("bundle", offered.bundle()));
    }
    var root =
        Json.createObjectBuilder()
            .add("format", FORMAT)
            .add("id", id)
            .add("files", allFiles)
            .add("schemaSteps", steps)
            .add("apiPackages", packages);
    var bytes = new ByteArrayOutputStream();
    var pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
    try (var writer = pretty.createWriter(bytes, StandardCharsets.UTF_8)) {
      writer.writeObject(root.build());
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static JsonObjectBuilder object(String name, String value) {
    return Json.createObjectBuilder().add(name, value);
  }
}
