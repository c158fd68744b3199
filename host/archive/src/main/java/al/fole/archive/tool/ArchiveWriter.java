// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

import al.fole.archive.ApiPackage;
import al.fole.archive.ArchiveFile;
import al.fole.archive.BundleJar;
import al.fole.archive.FeatureFile;
import al.fole.archive.ReleaseArchive;
import al.fole.archive.ReleaseManifest;
import al.fole.archive.SchemaStep;
import al.fole.archive.Sha256;
import al.fole.archive.StoredZip;
import al.fole.keys.internal.ReleaseSigner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes release archives. The same release gives the same bytes until somebody signs it. */
public final class ArchiveWriter {

  /** What every entry says of its time. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private ArchiveWriter() {}

  /**
   * Writes an unsigned archive.
   *
   * @param release directory with {@code fole.json}, perhaps {@code platform.json}, and the {@code
   *     repository} of their bundles
   * @param materials the bill of materials
   * @param notes the release notes
   * @param out the archive
   */
  public static void build(Path release, byte[] materials, byte[] notes, Path out)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    List<SchemaStep> steps = new ArrayList<>();
    List<ApiPackage> packages = new ArrayList<>();
    String id = "";
    for (String name : List.of(FeatureFile.MODULE, FeatureFile.PLATFORM)) {
      Path json = release.resolve(name);
      if (!Files.exists(json) && name.equals(FeatureFile.PLATFORM)) {
        continue;
      }
      files.put(name, Files.readAllBytes(json));
      FeatureFile feature = FeatureFile.parse(name, Files.readAllBytes(json));
      id = name.equals(FeatureFile.MODULE) ? feature.id() : id;
      for (FeatureFile.Listed bundle : feature.bundles()) {
        Path jar = release.resolve(bundle.path());
        files.put(bundle.path(), Files.readAllBytes(jar));
        BundleJar read = BundleJar.read(jar);
        steps.addAll(read.steps());
        packages.addAll(read.packages());
      }
    }
    files.put(ReleaseArchive.MATERIALS, materials);
    files.put(ReleaseArchive.NOTES, notes);
    List<ArchiveFile> listed = new ArrayList<>();
    files.forEach(
        (name, content) -> listed.add(new ArchiveFile(name, content.length, Sha256.of(content))));
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(ReleaseManifest.FILE, new ReleaseManifest(id, listed, steps, packages).bytes());
    all.putAll(files);
    write(all, out);
  }

  /** Adds a signer, or replaces what he had signed before. */
  public static void sign(Path archive, ReleaseSigner signer)
      throws IOException, GeneralSecurityException {
    Map<String, byte[]> entries = entries(archive);
    byte @Nullable [] earlier = entries.get(ReleaseArchive.SIGNATURE);
    byte[] list = entries.getOrDefault(ReleaseManifest.FILE, new byte[0]);
    attach(archive, entries, signer.sign(list, earlier));
  }

  /** Puts a signature that was made elsewhere into the archive, in the place of the one in it. */
  public static void attach(Path archive, byte[] signature) throws IOException {
    attach(archive, entries(archive), signature);
  }

  private static void attach(Path archive, Map<String, byte[]> entries, byte[] signature)
      throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(ReleaseManifest.FILE, entries.getOrDefault(ReleaseManifest.FILE, new byte[0]));
    all.put(ReleaseArchive.SIGNATURE, signature);
    entries.forEach(all::putIfAbsent);
    write(all, archive);
  }

  /** The files of an archive, in order; nothing but the form of the zip has been checked. */
  public static Map<String, byte[]> entries(Path archive) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    StoredZip.read(ReleaseArchive.content(archive))
        .entries()
        .forEach((name, content) -> entries.put(name, bytes(content)));
    return entries;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Writes files as an archive holds them, in their order; whole or not at all. */
  public static void write(Map<String, byte[]> entries, Path out) throws IOException {
    Path fresh = out.resolveSibling(out.getFileName() + ".new");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        var crc = new CRC32();
        crc.update(entry.getValue());
        var header = new ZipEntry(entry.getKey());
        header.setTimeLocal(TIME);
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    Files.move(fresh, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
