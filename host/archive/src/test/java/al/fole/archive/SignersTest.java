// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.tool.ArchiveWriter;
import al.fole.archive.tool.SignerKeys;
import al.fole.keys.internal.ReleaseSigner;
import al.fole.spi.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host decides whose releases it takes; what it decides counts at once. */
class SignersTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @TempDir Path home;
  private SampleArchive sample;
  private ReleaseSigner next;

  @BeforeEach
  void make() {
    sample = new SampleArchive(home);
    next = SampleArchive.signer("next", SampleArchive.NOW.plusSeconds(3600));
  }

  private List<String> require(byte[] signature) {
    return sample.signers.require(CONTENT, signature, SampleArchive.NOW);
  }

  private String rule(byte[] signature) {
    return assertThrows(Problem.class, () -> require(signature)).rule();
  }

  private void unreadable(String file) {
    Problem problem = assertThrows(Problem.class, () -> sample.open(sample.file));
    assertEquals("release-signers-unreadable", problem.rule());
    assertTrue(problem.en().contains("'" + file + "'"), problem.en());
  }

  @Test
  void rotationIsTwoCertificatesSideBySide() throws Exception {
    byte[] old = sample.signer.sign(CONTENT, null);
    byte[] fresh = next.sign(CONTENT, null);
    assertEquals("release-signer-unknown", rule(fresh));
    sample.trust("next", next);
    assertEquals(List.of(SampleArchive.fingerprint(sample.signer)), require(old));
    assertEquals(List.of(SampleArchive.fingerprint(next)), require(fresh));
    Files.delete(sample.trusted.resolve("signer.pem"));
    assertEquals("release-signer-unknown", rule(old));
    assertEquals(List.of(SampleArchive.fingerprint(next)), require(fresh));
  }

  @Test
  void oneGoodSignerOfSeveralIsEnough() throws Exception {
    byte[] both = next.sign(CONTENT, sample.signer.sign(CONTENT, null));
    assertEquals(List.of(SampleArchive.fingerprint(sample.signer)), require(both));
    sample.trust("next", next);
    assertEquals(
        Set.of(SampleArchive.fingerprint(sample.signer), SampleArchive.fingerprint(next)),
        Set.copyOf(require(both)));
    sample.revoke(sample.signer, "left the office");
    assertEquals(List.of(SampleArchive.fingerprint(next)), require(both));
  }

  @Test
  void aLongLivedReleaseIsSignedAgainByACurrentSigner() throws Exception {
    ReleaseSigner old = SampleArchive.signer("old", SampleArchive.NOW.minusSeconds(1));
    sample.trust("old", old);
    sample.build();
    ArchiveWriter.sign(sample.file, old);
    assertEquals(
        "release-signer-expired",
        assertThrows(Problem.class, () -> sample.open(sample.file)).rule());
    ArchiveWriter.sign(sample.file, sample.signer);
    try (ReleaseArchive archive = sample.open(sample.file)) {
      assertEquals(
          List.of(SampleArchive.fingerprint(sample.signer)), archive.acceptance().signers());
    }
  }

  @Test
  void aTrustedSignatureOverOtherBytesSpoilsTheRest() throws Exception {
    sample.trust("next", next);
    byte[] mixed = next.sign(CONTENT, sample.signer.sign("other".getBytes(UTF_8), null));
    assertEquals("release-signature-false", rule(mixed));
  }

  @Test
  void theRevokedSignerIsTheCauseWhenNobodyElseCounts() throws Exception {
    byte[] both = next.sign(CONTENT, sample.signer.sign(CONTENT, null));
    sample.revoke(sample.signer, "key lost");
    assertEquals("release-signer-revoked", rule(both));
  }

  @Test
  void revocationsAreReadAsOpensslPrintsThem() throws Exception {
    String plain = SampleArchive.fingerprint(sample.signer);
    String printed = plain.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
    Files.writeString(
        sample.trusted.resolve("revoked"), "# lost keys\n\n" + printed + " 2026-11-01 key lost\n");
    assertEquals(
        Map.of(plain, new Revocation(LocalDate.of(2026, 11, 1), "key lost")),
        sample.signers.revoked());
    assertEquals(Set.of(plain), sample.signers.trusted().keySet());
  }

  @Test
  void anUnclearLineOfRevocationsStopsEverything() throws Exception {
    String plain = SampleArchive.fingerprint(sample.signer);
    for (String line :
        List.of("oops", plain, plain + " 2026-13-01 x", plain + " 2026-11-01", "00 2026-11-01 x")) {
      Files.writeString(sample.trusted.resolve("revoked"), line + "\n");
      unreadable("revoked");
    }
  }

  @Test
  void aFileThatIsNoCertificateStopsEverything() throws Exception {
    Path file = sample.trusted.resolve("wrong.pem");
    String good = Files.readString(sample.trusted.resolve("signer.pem"));
    for (String wrong :
        List.of("", "text", good + good, good.replace("M", "N"), "x".repeat(64 * 1024 + 1))) {
      Files.writeString(file, wrong);
      unreadable("wrong.pem");
    }
  }

  @Test
  void aPrivateKeyAmongTheCertificatesStopsEverything() throws Exception {
    SignerKeys.write(next, "next", home.resolve("made"));
    Files.writeString(
        sample.trusted.resolve("next.pem"),
        Files.readString(home.resolve("made/next.pem"))
            + Files.readString(home.resolve("made/next.key")));
    unreadable("next.pem");
  }

  @Test
  void moreCertificatesThanAHostHasSignersStopEverything() throws Exception {
    for (int i = 0; i < 64; i++) {
      sample.trust("more" + i, next);
    }
    unreadable("signers");
  }

  @Test
  void aDirectoryOthersMayWriteIsNotTrusted() throws Exception {
    for (String mode : List.of("rwxrwxr-x", "rwxr-xrwx")) {
      Files.setPosixFilePermissions(sample.trusted, PosixFilePermissions.fromString(mode));
      unreadable("signers");
    }
  }

  @Test
  void aKeptReleaseIsInDoubtOnlyWhenAllItsSignersAreRevoked() throws Exception {
    Path kept = Files.createDirectories(home.resolve("kept"));
    assertEquals(Optional.empty(), sample.signers.doubt(kept), "it came with the host");
    new Acceptance(
            "0".repeat(64),
            List.of(SampleArchive.fingerprint(sample.signer), SampleArchive.fingerprint(next)),
            SampleArchive.NOW)
        .write(kept);
    // Expired or taken off the list is no reason: it was accepted when it came.
    Files.delete(sample.trusted.resolve("signer.pem"));
    assertEquals(Optional.empty(), sample.signers.doubt(kept));
    sample.revoke(sample.signer, "key lost");
    assertEquals(Optional.empty(), sample.signers.doubt(kept));
    Files.writeString(
        sample.trusted.resolve("revoked"),
        "\n" + SampleArchive.fingerprint(next) + " 2026-11-02 key lost too\n",
        java.nio.file.StandardOpenOption.APPEND);
    assertEquals("release-signer-revoked", sample.signers.doubt(kept).orElseThrow().rule());
  }

  @Test
  void aDamagedAcceptanceIsNotReadAsNone() throws Exception {
    Path kept = Files.createDirectories(home.resolve("kept"));
    Files.writeString(kept.resolve(Acceptance.FILE), "at=yesterday\n");
    assertThrows(IllegalStateException.class, () -> sample.signers.doubt(kept));
  }
}
