// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.tool.ArchiveWriter;
import al.fole.archive.tool.SignerKeys;
import al.fole.keys.internal.CmsSignatures;
import al.fole.keys.internal.ReleaseSigner;
import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small release, a signer of it, and a host that trusts him. */
final class SampleArchive {

  static final String PEOPLE = "repository/al/fole/al.fole.people/1.0.0/al.fole.people-1.0.0.jar";
  static final Instant NOW = Instant.now();

  final Path home;
  final Path file;
  final Path releases;
  final Path trusted;
  final Signers signers;
  final ReleaseSigner signer = signer("signer", NOW.plus(Duration.ofDays(1)));

  SampleArchive(Path home) {
    this.home = home;
    this.file = home.resolve("fole-1.0.0.zip");
    this.releases = home.resolve("data/releases");
    this.trusted = home.resolve("signers");
    this.signers = new Signers(trusted, new CmsSignatures());
    try {
      Files.createDirectories(releases);
      Files.createDirectories(trusted);
      Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rwxr-xr-x"));
      trust("signer", signer);
      build();
      ArchiveWriter.sign(file, signer);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static ReleaseSigner signer(String name, Instant until) {
    try {
      return ReleaseSigner.make(name, NOW.minus(Duration.ofDays(1)), until);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void trust(String name, ReleaseSigner someone) throws IOException, GeneralSecurityException {
    SignerKeys.trust(someone.certificate(), trusted.resolve(name + ".pem"));
  }

  static String fingerprint(ReleaseSigner someone) {
    return new CmsSignatures().fingerprint(someone.certificate());
  }

  void revoke(ReleaseSigner someone, String why) throws IOException {
    Files.writeString(trusted.resolve("revoked"), fingerprint(someone) + " 2026-11-01 " + why);
  }

  /** Writes the release directory and the unsigned archive. */
  void build() throws IOException {
    Path release = home.resolve("release");
    List<String> module = new ArrayList<>();
    module.add(
        bundle(release, "al.fole.people", Map.of("db/001_people.sql", "create table p ();")));
    module.add(
        bundle(
            release,
            "al.fole.guests",
            Map.of(
                "db/002_guests.sql", "create index;\r\n",
                "db/contract/001_old.sql", "drop table old;")));
    List<String> platform = List.of(bundle(release, "al.fole.api", Map.of()));
    Files.writeString(release.resolve("fole.json"), feature("fole", module));
    Files.writeString(release.resolve("platform.json"), feature("platform", platform));
    ArchiveWriter.build(
        release, "{\"bomFormat\":\"CycloneDX\"}".getBytes(UTF_8), "- new\n".getBytes(UTF_8), file);
  }

  private static String feature(String name, List<String> bundles) {
    return "{\"id\":\"al.fole:%s:1.0.0\",\"bundles\":[%s]}"
        .formatted(name, String.join(",", bundles));
  }

  private static String bundle(Path release, String name, Map<String, String> files)
      throws IOException {
    byte[] jar = jar(name, "1.0.0", files);
    Path path = release.resolve(new FeatureFile.Listed("al.fole:" + name + ":1.0.0", "").path());
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.write(path, jar);
    return "{\"id\":\"al.fole:%s:1.0.0\",\"start-order\":20,\"sha256\":\"%s\"}"
        .formatted(name, Sha256.of(jar));
  }

  static byte[] jar(String name, String version, Map<String, String> files) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", name + ";singleton:=true");
    manifest.getMainAttributes().putValue("Bundle-Version", version);
    if (name.equals("al.fole.api")) {
      manifest
          .getMainAttributes()
          .putValue(
              "Export-Package", "al.fole.store;version=\"1.2.0\",al.fole.cases;version=1.0.0");
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry(JarFile.MANIFEST_NAME));
      manifest.write(zip);
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(entry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTime(0);
    return entry;
  }

  /** The archive with files changed behind the signature's back. */
  Path with(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(ArchiveWriter.entries(file));
    change.accept(entries);
    Path changed = home.resolve("changed.zip");
    ArchiveWriter.write(entries, changed);
    return changed;
  }

  /** The archive with files changed, listed anew and signed: what a careless signer could make. */
  Path signedWith(Consumer<Map<String, byte[]>> change) throws Exception {
    return signedListing(
        change,
        (list, entries) -> {
          List<ArchiveFile> files = new ArrayList<>();
          entries.forEach(
              (name, content) -> {
                if (!name.startsWith("release.")) {
                  files.add(new ArchiveFile(name, content.length, Sha256.of(content)));
                }
              });
          return new ReleaseManifest(list.id(), files, list.schemaSteps(), list.apiPackages());
        });
  }

  /** The archive with files changed, another list of them, and a signature over it. */
  Path signedListing(
      Consumer<Map<String, byte[]>> change,
      java.util.function.BiFunction<ReleaseManifest, Map<String, byte[]>, ReleaseManifest> list)
      throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>(ArchiveWriter.entries(file));
    change.accept(entries);
    var before = ReleaseManifest.parse(Objects.requireNonNull(entries.get("release.json")));
    entries.put("release.json", list.apply(before, entries).bytes());
    entries.remove("release.p7s");
    Path changed = home.resolve("changed.zip");
    ArchiveWriter.write(entries, changed);
    ArchiveWriter.sign(changed, signer);
    return changed;
  }

  ReleaseArchive open(Path archive) {
    return ReleaseArchive.open(archive, signers, releases, NOW);
  }

  /** Refused under a rule in one line of each language, with nothing left behind. */
  Problem refused(String rule, Path archive) throws Exception {
    Files.writeString(releases.resolve("current"), "the pointer");
    Problem problem = assertThrows(Problem.class, () -> open(archive));
    assertEquals(rule, problem.rule(), problem.en());
    for (String line : List.of(problem.en(), problem.sq())) {
      assertTrue(line.endsWith(".") && line.lines().count() == 1, line);
    }
    try (Stream<Path> left = Files.walk(releases)) {
      assertEquals(
          List.of("releases", "current"),
          left.sorted().map(f -> String.valueOf(f.getFileName())).toList());
    }
    assertEquals("the pointer", Files.readString(releases.resolve("current")));
    return problem;
  }
}
