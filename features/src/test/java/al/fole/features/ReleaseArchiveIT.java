// SPDX-License-Identifier: EUPL-1.2
package al.fole.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.ApiPackage;
import al.fole.archive.FeatureFile;
import al.fole.archive.ReleaseArchive;
import al.fole.archive.SchemaStep;
import al.fole.archive.Signers;
import al.fole.archive.tool.ArchiveWriter;
import al.fole.archive.tool.SignerKeys;
import al.fole.keys.internal.CmsSignatures;
import al.fole.keys.internal.ReleaseSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive this build made, signed here and taken as a host takes it. */
class ReleaseArchiveIT {

  @TempDir Path home;

  private static Path built() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("fole-[0-9].*\\.zip"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aHostThatTrustsTheSignerTakesItAndQuickly() throws Exception {
    Path archive = Files.copy(built(), home.resolve("fole.zip"));
    Instant now = Instant.now();
    var signer = ReleaseSigner.make("test", now, now.plusSeconds(3600));
    ArchiveWriter.sign(archive, signer);
    Path trusted = Files.createDirectory(home.resolve("signers"));
    Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rwxr-xr-x"));
    SignerKeys.trust(signer.certificate(), trusted.resolve("test.pem"));
    var signers = new Signers(trusted, new CmsSignatures());
    ReleaseArchive.open(archive, signers, home.resolve("releases"), Instant.now()).close();
    long began = System.nanoTime();
    try (var good =
        ReleaseArchive.open(archive, signers, home.resolve("releases"), Instant.now())) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      System.out.printf(
          "The release archive of %d KB is checked in %d ms%n",
          Files.size(archive) / 1024, took.toMillis());
      assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took::toString);
      assertEquals(
          List.of("access", "audit", "cases", "families", "persons", "store"),
          good.manifest().schemaSteps().stream()
              .map(SchemaStep::schema)
              .distinct()
              .sorted()
              .toList());
      var packages =
          good.manifest().apiPackages().stream().map(ApiPackage::name).collect(Collectors.toSet());
      assertTrue(packages.contains("al.fole.spi.host") && packages.contains("al.fole.persons"));
      assertTrue(Files.readString(good.directory().resolve("notes.md")).startsWith("## "));
      assertTrue(Files.readString(good.directory().resolve("bom.json")).contains("CycloneDX"));
      var platform =
          FeatureFile.parse(
              "platform.json", Files.readAllBytes(good.directory().resolve("platform.json")));
      assertTrue(platform.bundles().stream().anyMatch(b -> b.name().equals("al.fole.store")));
    }
    assertEquals(0, Objects.requireNonNull(home.resolve("releases").toFile().list()).length);
  }

  @Test
  void anotherBuildOfTheSameFilesGivesTheSameBytes() throws Exception {
    var entries = ArchiveWriter.entries(built());
    if (entries.containsKey(ReleaseArchive.SIGNATURE)) {
      System.out.println("This build was given a key: two signatures are never the same bytes.");
      return;
    }
    Path again = home.resolve("again.zip");
    ArchiveWriter.build(
        Path.of("target/release"),
        Objects.requireNonNull(entries.get("bom.json")),
        Objects.requireNonNull(entries.get("notes.md")),
        again);
    assertEquals(-1, Files.mismatch(built(), again));
  }

  @Test
  void nothingOfOthersTravelsWithIt() throws Exception {
    for (String name : ArchiveWriter.entries(built()).keySet()) {
      assertFalse(
          name.startsWith("repository/") && !name.startsWith("repository/al/fole/al.fole."), name);
    }
  }
}
