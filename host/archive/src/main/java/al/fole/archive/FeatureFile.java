// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * What a release archive needs to know of a Feature JSON (OSGi Compendium 159).
 *
 * @param id of the feature
 * @param bundles it lists
 */
public record FeatureFile(String id, List<Listed> bundles) {

  /** The feature bundles of the module: every archive has it. */
  public static final String MODULE = "fole.json";

  /** The platform: an archive may have it. */
  public static final String PLATFORM = "platform.json";

  /** Where the bundles lie, in Maven layout. */
  public static final String REPOSITORY = "repository/";

  /** Copies the list. */
  public FeatureFile {
    bundles = List.copyOf(bundles);
  }

  /**
   * A bundle of the feature.
   *
   * @param id {@code group:artifact:version}
   * @param sha256 of its jar
   */
  public record Listed(String id, String sha256) {

    /** Refuses an id that is not of three parts. */
    public Listed {
      if (id.split(":", -1).length != 3) {
        throw new IllegalArgumentException(id + " is not group:artifact:version");
      }
    }

    /** Name of the jar in the archive. */
    public String path() {
      String[] part = id.split(":", -1);
      return REPOSITORY
          + String.join(
              "/", part[0].replace('.', '/'), part[1], part[2], part[1] + "-" + part[2] + ".jar");
    }

    /** The symbolic name its jar must have. */
    public String name() {
      return id.split(":", -1)[1];
    }

    /** The OSGi version its jar must have: {@code 1.1.0-SNAPSHOT} is {@code 1.1.0.SNAPSHOT}. */
    public String version() {
      return id.split(":", -1)[2].replaceFirst("^(\\d+\\.\\d+\\.\\d+)-", "$1.");
    }
  }

  /**
   * Reads a Feature JSON.
   *
   * @throws al.fole.spi.Problem {@code release-unreadable}
   */
  public static FeatureFile parse(String name, byte[] json) {
    try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
      JsonObject root = reader.readObject();
      return new FeatureFile(
          root.getString("id"), root.getJsonArray("bundles").getValuesAs(FeatureFile::listed));
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw ArchiveRefusals.featureUnreadable(name, String.valueOf(e.getMessage()));
    }
  }

  private static Listed listed(JsonObject bundle) {
    return new Listed(bundle.getString("id"), bundle.getString("sha256"));
  }
}
