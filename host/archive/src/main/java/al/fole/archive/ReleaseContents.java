// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the files of an archive agree with each other: the features name exactly the bundles that
 * are there, with their hashes; each bundle is the one it is named; the list says of them what they
 * say themselves.
 */
final class ReleaseContents {

  private final ReleaseManifest manifest;

  /** By the name of the jar in the archive. */
  private final Map<String, FeatureFile.Listed> bundles = new LinkedHashMap<>();

  private ReleaseContents(ReleaseManifest manifest) {
    this.manifest = manifest;
  }

  /** Checks features against files whose bytes are those of the list. */
  static ReleaseContents of(Map<String, ByteBuffer> entries, ReleaseManifest manifest) {
    var contents = new ReleaseContents(manifest);
    Map<String, String> hashes = new LinkedHashMap<>();
    manifest.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    for (String name : List.of(FeatureFile.MODULE, FeatureFile.PLATFORM)) {
      ByteBuffer json = entries.get(name);
      if (json == null) {
        continue;
      }
      FeatureFile feature = parse(name, json);
      if (name.equals(FeatureFile.MODULE) && !feature.id().equals(manifest.id())) {
        throw ArchiveRefusals.manifestDiffers("id");
      }
      for (FeatureFile.Listed bundle : feature.bundles()) {
        String sha256 = hashes.get(bundle.path());
        if (sha256 == null) {
          throw ArchiveRefusals.bundleMissing(bundle.id());
        }
        if (!sha256.equals(bundle.sha256())) {
          throw ArchiveRefusals.hashDiffers(bundle.id());
        }
        contents.bundles.put(bundle.path(), bundle);
      }
    }
    for (String name : entries.keySet()) {
      if (name.startsWith(FeatureFile.REPOSITORY) && !contents.bundles.containsKey(name)) {
        throw ArchiveRefusals.bundleUnlisted(name);
      }
    }
    return contents;
  }

  private static FeatureFile parse(String name, ByteBuffer json) {
    if (json.remaining() > Limits.JSON_BYTES) {
      throw ArchiveRefusals.tooLarge(name, Limits.JSON_BYTES);
    }
    byte[] bytes = new byte[json.remaining()];
    json.duplicate().get(bytes);
    return FeatureFile.parse(name, bytes);
  }

  /** Checks what the unpacked bundles say of themselves. */
  void requireBundles(Path directory) {
    List<SchemaStep> steps = new ArrayList<>();
    List<ApiPackage> packages = new ArrayList<>();
    for (Map.Entry<String, FeatureFile.Listed> bundle : bundles.entrySet()) {
      BundleJar jar = read(directory.resolve(bundle.getKey()), bundle.getValue());
      steps.addAll(jar.steps());
      packages.addAll(jar.packages());
    }
    if (!steps.equals(manifest.schemaSteps())) {
      throw ArchiveRefusals.manifestDiffers("schemaSteps");
    }
    if (!packages.equals(manifest.apiPackages())) {
      throw ArchiveRefusals.manifestDiffers("apiPackages");
    }
  }

  private static BundleJar read(Path file, FeatureFile.Listed bundle) {
    BundleJar jar;
    try {
      jar = BundleJar.read(file);
    } catch (IOException e) {
      throw ArchiveRefusals.bundleUnreadable(bundle.id());
    }
    if (!jar.name().equals(bundle.name()) || !jar.version().equals(bundle.version())) {
      throw ArchiveRefusals.bundleMisnamed(bundle.id(), jar.name() + " " + jar.version());
    }
    return jar;
  }
}
