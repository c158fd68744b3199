// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.tool.ArchiveWriter;
import al.fole.keys.internal.ReleaseSigner;
import al.fole.spi.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only an archive that somebody signed whom the host trusts that day is looked into at all. */
class TrustingAnArchiveTest {

  @TempDir Path home;
  private SampleArchive sample;

  @BeforeEach
  void make() {
    sample = new SampleArchive(home);
  }

  @Test
  void anUnsignedArchive() throws Exception {
    sample.refused("release-unsigned", sample.with(entries -> entries.remove("release.p7s")));
  }

  @Test
  void anAlteredList() throws Exception {
    sample.refused(
        "release-signature-false",
        sample.with(
            entries ->
                entries.computeIfPresent(
                    "release.json",
                    (n, list) ->
                        new String(list, UTF_8).replace("1.0.0", "1.0.1").getBytes(UTF_8))));
  }

  @Test
  void theRightSignersSignatureOverAnotherRelease() throws Exception {
    byte[] other = sample.signer.sign("{}".getBytes(UTF_8), null);
    sample.refused("release-signature-false", sample.with(e -> e.put("release.p7s", other)));
  }

  @Test
  void aSignatureThatIsNone() throws Exception {
    sample.refused(
        "release-signature-false",
        sample.with(e -> e.put("release.p7s", "signed, honestly".getBytes(UTF_8))));
  }

  @Test
  void aHugeSignatureOrList() throws Exception {
    byte[] huge = new byte[Limits.JSON_BYTES + 1];
    sample.refused("release-archive-too-large", sample.with(e -> e.put("release.p7s", huge)));
    sample.refused("release-archive-too-large", sample.with(e -> e.put("release.json", huge)));
  }

  @Test
  void aSignerWhoIsNotOnTheList() throws Exception {
    Files.delete(sample.trusted.resolve("signer.pem"));
    sample.trust("other", SampleArchive.signer("other", SampleArchive.NOW.plusSeconds(60)));
    sample.refused("release-signer-unknown", sample.file);
  }

  @Test
  void aHostThatTrustsNobody() throws Exception {
    Files.delete(sample.trusted.resolve("signer.pem"));
    sample.refused("release-no-signers", sample.file);
    Files.delete(sample.trusted);
    sample.refused("release-no-signers", sample.file);
  }

  @Test
  void aRevokedSigner() throws Exception {
    sample.open(sample.file).close();
    sample.revoke(sample.signer, "key lost");
    Problem problem = sample.refused("release-signer-revoked", sample.file);
    assertTrue(problem.en().contains("2026-11-01 (key lost)"), problem.en());
  }

  @Test
  void anExpiredCertificate() throws Exception {
    ReleaseSigner old = SampleArchive.signer("old", SampleArchive.NOW.minusSeconds(1));
    sample.trust("old", old);
    sample.build();
    ArchiveWriter.sign(sample.file, old);
    sample.refused("release-signer-expired", sample.file);
  }

  @Test
  void aCertificateNotValidYet() throws Exception {
    ReleaseSigner young =
        ReleaseSigner.make(
            "young", SampleArchive.NOW.plusSeconds(60), SampleArchive.NOW.plusSeconds(600));
    sample.trust("young", young);
    sample.build();
    ArchiveWriter.sign(sample.file, young);
    sample.refused("release-signer-not-yet-valid", sample.file);
  }
}
