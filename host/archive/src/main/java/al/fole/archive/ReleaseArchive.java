// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A release archive that was checked and found good, unpacked into a directory of its own: the
 * Feature JSON with its {@code repository} beside it, {@code release.json}, {@code release.p7s} and
 * the {@link Acceptance}. Closing it removes the directory.
 */
public final class ReleaseArchive implements AutoCloseable {

  /** The detached signature in the archive. */
  public static final String SIGNATURE = "release.p7s";

  /** Bill of materials, CycloneDX. */
  public static final String MATERIALS = "bom.json";

  /** Release notes. */
  public static final String NOTES = "notes.md";

  /** What says of a kept release who signed it; to be kept beside its Feature JSON. */
  public static final List<String> PROOF =
      List.of(ReleaseManifest.FILE, SIGNATURE, Acceptance.FILE);

  private static final String STAGING = "staging-";

  private final Path directory;
  private final ReleaseManifest manifest;
  private final Acceptance acceptance;

  private ReleaseArchive(Path directory, ReleaseManifest manifest, Acceptance acceptance) {
    this.directory = directory;
    this.manifest = manifest;
    this.acceptance = acceptance;
  }

  /**
   * Checks an archive and unpacks it. The file is read once, as a whole; what is checked is what is
   * unpacked. Everything but what bundles say of themselves is checked before the first byte is
   * written, and whatever is refused leaves nothing behind.
   *
   * @param archive the file
   * @param signers whose signature counts
   * @param releases directory of the host's releases, in which the staging directory is made
   * @param at the time at which a signer's certificate must be valid: now
   * @throws al.fole.spi.Problem the cause in one line; the rules are those of {@link Signers} and
   *     {@link StoredZip}, {@code release-archive-unreadable}, {@code -too-large}, {@code
   *     release-manifest-unreadable}, {@code -differs}, {@code release-entry-altered}, {@code
   *     -missing}, {@code -unlisted}, {@code release-unreadable}, {@code release-hash-differs},
   *     {@code release-bundle-missing}, {@code -unlisted}, {@code -misnamed}, {@code -unreadable}
   */
  public static ReleaseArchive open(Path archive, Signers signers, Path releases, Instant at) {
    Map<String, ByteBuffer> entries = StoredZip.read(content(archive)).entries();
    byte[] list = bytes(entries, ReleaseManifest.FILE, Limits.JSON_BYTES);
    if (!entries.containsKey(SIGNATURE)) {
      throw ArchiveRefusals.unsigned();
    }
    byte[] signature = bytes(entries, SIGNATURE, Limits.JSON_BYTES);
    List<String> counting = signers.require(list, signature, at);
    ReleaseManifest manifest = ReleaseManifest.parse(list);
    requireAsListed(entries, manifest);
    var contents = ReleaseContents.of(entries, manifest);
    try {
      sweep(releases);
      Path staged = Files.createTempDirectory(Files.createDirectories(releases), STAGING);
      try {
        unpack(entries, staged);
        contents.requireBundles(staged);
        var acceptance = new Acceptance(Sha256.of(list), counting, at);
        acceptance.write(staged);
        return new ReleaseArchive(staged, manifest, acceptance);
      } catch (IOException | RuntimeException e) {
        delete(staged);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of an archive, if they are not too many to be one. */
  public static byte[] content(Path archive) {
    try (var in = Files.newInputStream(archive)) {
      byte[] content = in.readNBytes(Limits.ARCHIVE_BYTES + 1);
      if (content.length > Limits.ARCHIVE_BYTES) {
        throw ArchiveRefusals.tooLarge(name(archive), Limits.ARCHIVE_BYTES);
      }
      return content;
    } catch (IOException e) {
      throw ArchiveRefusals.unreadable(archive);
    }
  }

  private static byte[] bytes(Map<String, ByteBuffer> entries, String name, int limit) {
    ByteBuffer entry = entries.get(name);
    if (entry == null) {
      throw ArchiveRefusals.missing(name);
    }
    if (entry.remaining() > limit) {
      throw ArchiveRefusals.tooLarge(name, limit);
    }
    byte[] bytes = new byte[entry.remaining()];
    entry.duplicate().get(bytes);
    return bytes;
  }

  /** The list names every file and every file is on the list, once, with its bytes. */
  private static void requireAsListed(Map<String, ByteBuffer> entries, ReleaseManifest manifest) {
    Set<String> listed = new HashSet<>(List.of(ReleaseManifest.FILE, SIGNATURE));
    for (ArchiveFile file : manifest.files()) {
      ByteBuffer entry = entries.get(file.name());
      if (entry == null) {
        throw ArchiveRefusals.missing(file.name());
      }
      if (!listed.add(file.name())) {
        throw ArchiveRefusals.manifestUnreadable(file.name() + " is listed twice");
      }
      if (entry.remaining() != file.size() || !Sha256.of(entry).equals(file.sha256())) {
        throw ArchiveRefusals.altered(file.name());
      }
    }
    for (String name : entries.keySet()) {
      if (!listed.contains(name)) {
        throw ArchiveRefusals.unlisted(name);
      }
    }
    for (String name : List.of(FeatureFile.MODULE, MATERIALS, NOTES)) {
      if (!entries.containsKey(name)) {
        throw ArchiveRefusals.missing(name);
      }
    }
  }

  private static void unpack(Map<String, ByteBuffer> entries, Path staged) throws IOException {
    Map<String, Path> files = new HashMap<>();
    for (String name : entries.keySet()) {
      Path file = staged.resolve(name).normalize();
      if (!file.startsWith(staged)) {
        throw ArchiveRefusals.unsafe(name, "leads out of the directory", "del jashtë dosjes");
      }
      files.put(name, file);
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Files.createDirectories(Objects.requireNonNull(file.getValue().getParent()));
      try (var channel =
          java.nio.channels.FileChannel.open(
              file.getValue(),
              java.nio.file.StandardOpenOption.CREATE_NEW,
              java.nio.file.StandardOpenOption.WRITE)) {
        ByteBuffer content = Objects.requireNonNull(entries.get(file.getKey())).duplicate();
        while (content.hasRemaining()) {
          channel.write(content);
        }
      }
    }
  }

  /** Where it was unpacked: {@code fole.json}, perhaps {@code platform.json}, the bundles. */
  public Path directory() {
    return directory;
  }

  /** The Feature JSON of the module. */
  public Path module() {
    return directory.resolve(FeatureFile.MODULE);
  }

  /** The signed list. */
  public ReleaseManifest manifest() {
    return manifest;
  }

  /** Who vouches for it. */
  public Acceptance acceptance() {
    return acceptance;
  }

  @Override
  public void close() {
    try {
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process that died between checking and keeping has left. */
  private static void sweep(Path releases) throws IOException {
    if (Files.isDirectory(releases)) {
      try (Stream<Path> found = Files.list(releases)) {
        for (Path left : found.filter(f -> name(f).startsWith(STAGING)).toList()) {
          delete(left);
        }
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
