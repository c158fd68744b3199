// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.Acceptance;
import al.fole.archive.tool.ArchiveWriter;
import al.fole.itests.signer.TestSigner;
import al.fole.keys.internal.CmsSignatures;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running host takes a release only from somebody it trusts, and changes nothing otherwise. */
class SignedReleasesIT {

  @TempDir Path data;
  @TempDir Path first;
  @TempDir Path next;
  private SampleHost host;
  private Releases releases;

  @BeforeEach
  void boot() {
    host = SampleHost.boot(data, SampleRelease.of(first, "1.0.0", people("1.0.0")), true);
    releases = host.settled();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static SampleBundle people(String version) {
    return SampleBundle.feature("al.fole.people", version)
        .importing("al.fole.persons;version=\"[1.0,2)\"");
  }

  private Path next() {
    return SampleRelease.archive(next, "1.1.0", people("1.1.0"));
  }

  /** Everything the host keeps of releases, changes and their journal included, and its bundles. */
  private Map<String, String> state() throws IOException {
    var state = new TreeMap<String, String>();
    Path home = data.resolve("releases");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        state.put(
            home.relativize(file).toString(),
            Files.isDirectory(file) ? "" : al.fole.archive.Sha256.of(Files.readAllBytes(file)));
      }
    }
    Arrays.stream(host.context.getBundles())
        .forEach(
            b -> state.put(b + " " + b.getVersion(), b.getState() + "@" + b.getLastModified()));
    return state;
  }

  private void refused(String rule, Path archive) throws IOException {
    Map<String, String> before = state();
    assertEquals(rule, assertThrows(Problem.class, () -> releases.plan(archive)).rule());
    assertEquals(before, state());
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
  }

  private void revoke() throws IOException {
    var lines = new StringBuilder();
    for (Path file : certificates()) {
      try {
        var certificate = al.fole.archive.tool.SignerKeys.certificate(file);
        lines.append(new CmsSignatures().fingerprint(certificate)).append(" 2026-11-28 key lost\n");
      } catch (java.security.GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    Files.writeString(data.resolve("signers/revoked"), lines);
  }

  private List<Path> certificates() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("signers"))) {
      return files.filter(f -> f.toString().endsWith(".pem")).toList();
    }
  }

  @Test
  void aReleaseOfAnotherPlatformNeedsAnotherHost() throws IOException {
    SampleRelease.platform(next, "1.1.0", SampleBundle.named("al.fole.lifecycle", "9.0.0"));
    Path archive = next();
    refused("release-needs-restart", archive);
    var problem = assertThrows(Problem.class, () -> releases.plan(archive));
    assertEquals("al.fole.lifecycle 9.0.0", problem.more().get("what"));
  }

  @Test
  void whatNobodySignedOrSomebodyAlteredChangesNothing() throws IOException {
    Path good = next();
    Path wrong = next.resolve("wrong.zip");
    Map<String, byte[]> entries = new java.util.LinkedHashMap<>(ArchiveWriter.entries(good));
    entries.remove("release.p7s");
    ArchiveWriter.write(entries, wrong);
    refused("release-unsigned", wrong);
    entries = new java.util.LinkedHashMap<>(ArchiveWriter.entries(good));
    entries.put("notes.md", new byte[] {1});
    ArchiveWriter.write(entries, wrong);
    refused("release-entry-altered", wrong);
    Files.write(wrong, Arrays.copyOf(Files.readAllBytes(good), 1_000));
    refused("release-archive-damaged", wrong);
    refused("release-archive-damaged", next.resolve("fole.json"));
    revoke();
    refused("release-signer-revoked", good);
    for (Path certificate : certificates()) {
      Files.delete(certificate);
    }
    refused("release-no-signers", good);
  }

  @Test
  void aPlanNamesWhoSignedAndTheReleaseKeepsIt() throws IOException {
    Plan plan = releases.plan(next());
    assertEquals(1, plan.signers().size());
    releases.apply(plan);
    Path kept = releases.current().orElseThrow().feature().resolveSibling(".");
    assertEquals(plan.signers(), Acceptance.read(kept).orElseThrow().signers());
    try (Stream<Path> left = Files.list(data.resolve("releases"))) {
      assertTrue(left.noneMatch(f -> f.getFileName().toString().startsWith("staging-")));
    }
  }

  @Test
  void aSignerRevokedAfterThePlanStopsIt() throws IOException {
    Plan plan = releases.plan(next());
    revoke();
    Problem problem = assertThrows(Problem.class, () -> releases.apply(plan));
    assertEquals("release-signer-revoked", problem.rule());
    assertEquals(Optional.of("1.0.0 as 1"), host.says("al.fole.people"));
  }

  @Test
  void theWayBackToAReleaseOnlyARevokedSignerSignedIsClosed() throws IOException {
    releases.apply(releases.plan(next()));
    releases.apply(releases.plan(SampleRelease.archive(first, "1.2.0", people("1.2.0"))));
    revoke();
    Problem problem = assertThrows(Problem.class, () -> releases.rollBack());
    assertEquals("release-signer-revoked", problem.rule());
    assertEquals(Optional.of("1.2.0 as 3"), host.says("al.fole.people"));
    Files.delete(data.resolve("signers/revoked"));
    releases.rollBack();
    assertEquals(Optional.of("1.1.0 as 4"), host.says("al.fole.people"));
  }

  @Test
  void aCertificateTakenOffTheListClosesNoWayBack() throws IOException {
    releases.apply(releases.plan(next()));
    for (Path certificate : certificates()) {
      Files.delete(certificate);
    }
    // The release the host came with needs no signer; the one gone back to had one.
    releases.rollBack();
    releases.rollBack();
    assertEquals(Optional.of("1.1.0 as 4"), host.says("al.fole.people"));
  }

  @Test
  void theReleaseInForceStaysAndHealthWarns() throws IOException {
    var check = new SignersCheck(data.resolve("signers"), new CmsSignatures(), releases);
    assertEquals(Result.Status.OK, check.execute().getStatus());
    releases.apply(releases.plan(next()));
    assertEquals(Result.Status.OK, check.execute().getStatus());
    revoke();
    assertEquals(Result.Status.WARN, check.execute().getStatus());
    host.close();
    host = SampleHost.boot(data, first.resolve("fole.json"), false);
    releases = host.settled();
    assertEquals(Optional.of("1.1.0 as 2"), host.says("al.fole.people"));
    check = new SignersCheck(data.resolve("signers"), new CmsSignatures(), releases);
    Result warned = check.execute();
    assertEquals(Result.Status.WARN, warned.getStatus());
    assertTrue(warned.toString().contains("release-signer-revoked"), warned::toString);
    Files.writeString(data.resolve("signers/revoked"), "nonsense\n");
    assertEquals(Result.Status.WARN, check.execute().getStatus());
    assertTrue(TestSigner.trustIn(data.resolve("signers")).toFile().isDirectory());
  }
}
