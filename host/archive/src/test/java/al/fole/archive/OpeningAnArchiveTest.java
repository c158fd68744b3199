// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.SchemaStep.Kind;
import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is taken whole or refused with the cause in one line and nothing left behind. */
class OpeningAnArchiveTest {

  @TempDir Path home;
  private SampleArchive sample;

  @BeforeEach
  void make() {
    sample = new SampleArchive(home);
  }

  private static byte[] altered(byte[] content) {
    byte[] altered = content.clone();
    altered[altered.length / 2] ^= 1;
    return altered;
  }

  /** Changes text inside the stored bytes, of the same length, CRC and all else as it was. */
  private Path patched(UnaryOperator<byte[]> patch) throws Exception {
    return Files.write(home.resolve("patched.zip"), patch.apply(Files.readAllBytes(sample.file)));
  }

  @Test
  void aGoodArchiveIsUnpackedWithWhatIsSaidOfIt() throws Exception {
    try (ReleaseArchive archive = sample.open(sample.file)) {
      assertEquals("al.fole:fole:1.0.0", archive.manifest().id());
      assertEquals("1.0.0", archive.manifest().version());
      assertTrue(Files.exists(archive.module()));
      assertTrue(Files.exists(archive.directory().resolve(SampleArchive.PEOPLE)));
      assertEquals(
          List.of(
              new ApiPackage("al.fole.cases", "1.0.0", "al.fole.api"),
              new ApiPackage("al.fole.store", "1.2.0", "al.fole.api")),
          archive.manifest().apiPackages());
      assertEquals(
          List.of(
              "people 001_people.sql EXPAND",
              "guests 002_guests.sql EXPAND",
              "guests contract/001_old.sql CONTRACT"),
          archive.manifest().schemaSteps().stream()
              .map(s -> s.schema() + " " + s.file() + " " + s.kind())
              .toList());
      // As the store keeps it: with line ends as the database sees them.
      assertEquals(
          Sha256.of("create index;\n".getBytes(UTF_8)),
          archive.manifest().schemaSteps().get(1).sha256());
      assertEquals(Kind.EXPAND, archive.manifest().schemaSteps().get(1).kind());
      for (String proof : ReleaseArchive.PROOF) {
        assertTrue(Files.exists(archive.directory().resolve(proof)), proof);
      }
      assertEquals(archive.acceptance(), Acceptance.read(archive.directory()).orElseThrow());
      assertEquals(
          List.of(SampleArchive.fingerprint(sample.signer)), archive.acceptance().signers());
    }
    assertEquals(0, Objects.requireNonNull(sample.releases.toFile().list()).length);
  }

  @Test
  void whatADeadProcessLeftIsSweptAway() throws Exception {
    Path left = Files.createDirectories(sample.releases.resolve("staging-1/repository"));
    Files.writeString(left.resolve("x.jar"), "half");
    sample.open(sample.file).close();
    assertFalse(Files.exists(sample.releases.resolve("staging-1")));
  }

  @Test
  void threeMegabytesAreCheckedInWellUnderASecond() throws Exception {
    byte[] large = new byte[3 << 20];
    Path archive = sample.signedWith(entries -> entries.put("extra.bin", large));
    sample.open(archive).close();
    long began = System.nanoTime();
    sample.open(archive).close();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println("3 MB checked in " + took.toMillis() + " ms");
    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took::toString);
  }

  @Test
  void anArchiveThatIsNotThere() throws Exception {
    sample.refused("release-archive-unreadable", home.resolve("nowhere.zip"));
  }

  @Test
  void anArchiveWithoutItsList() throws Exception {
    sample.refused("release-entry-missing", sample.with(entries -> entries.remove("release.json")));
  }

  @Test
  void aTruncatedFile() throws Exception {
    byte[] whole = Files.readAllBytes(sample.file);
    for (int length : List.of(0, 21, 22, 100, whole.length / 2, whole.length - 1)) {
      sample.refused("release-archive-damaged", patched(b -> Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void anAlteredFile() throws Exception {
    for (String name : List.of("fole.json", "bom.json", "notes.md", SampleArchive.PEOPLE)) {
      Problem problem =
          sample.refused(
              "release-entry-altered",
              sample.with(e -> e.computeIfPresent(name, (n, content) -> altered(content))));
      assertTrue(problem.en().contains("'" + name + "'"), problem.en());
    }
  }

  @Test
  void anAlteredFileWithinItsOldFrame() throws Exception {
    sample.refused("release-entry-altered", patched(b -> replaced(b, "- new", "- old")));
  }

  @Test
  void aFileOfAnotherLength() throws Exception {
    sample.refused(
        "release-entry-altered",
        sample.signedListing(
            entries -> {},
            (list, entries) ->
                new ReleaseManifest(
                    list.id(),
                    list.files().stream()
                        .map(f -> new ArchiveFile(f.name(), f.size() + 1, f.sha256()))
                        .toList(),
                    list.schemaSteps(),
                    list.apiPackages())));
  }

  @Test
  void aFileThatIsMissing() throws Exception {
    sample.refused("release-entry-missing", sample.with(e -> e.remove(SampleArchive.PEOPLE)));
  }

  @Test
  void aFileThatIsNotListed() throws Exception {
    sample.refused("release-entry-unlisted", sample.with(e -> e.put("more.txt", new byte[] {1})));
  }

  @Test
  void aFileThatIsListedTwice() throws Exception {
    sample.refused(
        "release-manifest-unreadable",
        sample.signedListing(
            entries -> {},
            (list, entries) ->
                new ReleaseManifest(
                    list.id(),
                    Stream.concat(list.files().stream(), list.files().stream()).toList(),
                    list.schemaSteps(),
                    list.apiPackages())));
  }

  @Test
  void aReleaseWithoutItsPapers() throws Exception {
    for (String name : List.of("fole.json", "bom.json", "notes.md")) {
      Problem problem =
          sample.refused(
              "release-entry-missing", sample.signedWith(entries -> entries.remove(name)));
      assertTrue(problem.en().contains(name), problem.en());
    }
  }

  @Test
  void aListThatIsNone() throws Exception {
    for (String list : List.of("", "[]", "{}", "{\"format\":2}", "{\"format\":1,\"id\":7}", "[[")) {
      byte[] bytes = list.getBytes(UTF_8);
      byte[] signature = sample.signer.sign(bytes, null);
      sample.refused(
          "release-manifest-unreadable",
          sample.with(
              e -> {
                e.put("release.json", bytes);
                e.put("release.p7s", signature);
              }));
    }
  }

  @Test
  void aFeatureThatIsNone() throws Exception {
    for (String json : List.of("", "{}", "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"x\"}]}")) {
      sample.refused(
          "release-unreadable",
          sample.signedWith(e -> e.put("platform.json", json.getBytes(UTF_8))));
    }
  }

  @Test
  void aBundleOtherThanTheFeatureSays() throws Exception {
    byte[] other = SampleArchive.jar("al.fole.people", "1.0.0", Map.of("other", "content"));
    sample.refused(
        "release-hash-differs", sample.signedWith(e -> e.put(SampleArchive.PEOPLE, other)));
  }

  @Test
  void aBundleTheFeatureNamesAndTheArchiveLacks() throws Exception {
    sample.refused(
        "release-bundle-missing", sample.signedWith(e -> e.remove(SampleArchive.PEOPLE)));
  }

  @Test
  void aBundleNoFeatureNames() throws Exception {
    sample.refused(
        "release-bundle-unlisted",
        sample.signedWith(e -> e.put("repository/al/fole/x/1/x-1.jar", new byte[] {1})));
  }

  private Path withPeople(byte[] jar) throws Exception {
    return sample.signedWith(
        entries -> {
          String was = Sha256.of(Objects.requireNonNull(entries.get(SampleArchive.PEOPLE)));
          entries.computeIfPresent(
              "fole.json",
              (n, json) -> new String(json, UTF_8).replace(was, Sha256.of(jar)).getBytes(UTF_8));
          entries.put(SampleArchive.PEOPLE, jar);
        });
  }

  @Test
  void aBundleOfAnotherNameOrVersion() throws Exception {
    Problem name =
        sample.refused(
            "release-bundle-misnamed",
            withPeople(SampleArchive.jar("al.fole.keys", "1.0.0", Map.of())));
    assertTrue(name.en().contains("al.fole.keys 1.0.0"), name.en());
    sample.refused(
        "release-bundle-misnamed",
        withPeople(SampleArchive.jar("al.fole.people", "0.9.0", Map.of())));
  }

  @Test
  void aBundleThatIsNone() throws Exception {
    sample.refused("release-bundle-unreadable", withPeople("no jar".getBytes(UTF_8)));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("no manifest"));
    }
    sample.refused("release-bundle-unreadable", withPeople(bytes.toByteArray()));
  }

  @Test
  void aBundleThatIsABombInside() throws Exception {
    String zeros = "0".repeat(Limits.INNER_BYTES + 1);
    byte[] bomb = SampleArchive.jar("al.fole.people", "1.0.0", Map.of("db/001_x.sql", zeros));
    assertTrue(bomb.length < 10_000, "compressed well: " + bomb.length);
    sample.refused("release-bundle-unreadable", withPeople(bomb));
  }

  @Test
  void aListThatSaysOtherThanTheBundles() throws Exception {
    for (ReleaseManifest wrong :
        List.of(
            new ReleaseManifest("al.fole:fole:2.0.0", List.of(), List.of(), List.of()),
            new ReleaseManifest("", List.of(), List.of(), List.of()))) {
      Problem problem =
          sample.refused(
              "release-manifest-differs",
              sample.signedListing(
                  e -> {},
                  (list, e) ->
                      new ReleaseManifest(
                          wrong.id(), list.files(), list.schemaSteps(), list.apiPackages())));
      assertTrue(problem.en().endsWith("files: id."), problem.en());
    }
    sample.refused(
        "release-manifest-differs",
        sample.signedListing(
            e -> {},
            (list, e) ->
                new ReleaseManifest(list.id(), list.files(), List.of(), list.apiPackages())));
    sample.refused(
        "release-manifest-differs",
        sample.signedListing(
            e -> {},
            (list, e) ->
                new ReleaseManifest(list.id(), list.files(), list.schemaSteps(), List.of())));
  }

  /** Every occurrence, so that both directories of the zip agree. */
  static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (!text.contains(from) || from.length() != to.length()) {
      throw new IllegalArgumentException(from + " cannot become " + to);
    }
    return text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
