// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.keys.internal.ReleaseSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as the operator's page gives them. */
class ArchiveToolTest {

  @TempDir Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void release() throws IOException {
    Path release = Files.createDirectories(home.resolve("release"));
    Files.writeString(
        release.resolve("fole.json"), "{\"id\":\"al.fole:fole:1.0.0\",\"bundles\":[]}");
    Files.writeString(release.resolve("bom.json"), "{\"bomFormat\":\"CycloneDX\"}");
    Files.writeString(
        home.resolve("CHANGELOG.md"),
        "# Changes\n\n## Unreleased\n\n- later\n\n## 1.0.0\n\n- new\n\n## 0.9.0\n\n- old\n");
    Files.createDirectories(home.resolve("signers"));
    Files.setPosixFilePermissions(
        home.resolve("signers"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(int status, String... words) {
    said.reset();
    List<String> all =
        Arrays.stream(words)
            .map(w -> w.startsWith("@") ? home.resolve(w.substring(1)).toString() : w)
            .toList();
    int found = ArchiveTool.run(all, new PrintStream(said, true, UTF_8));
    assertEquals(status, found, said.toString(UTF_8));
    return said.toString(UTF_8);
  }

  private void built() {
    run(0, "build", "@release", "@CHANGELOG.md", "@fole.zip");
  }

  @Test
  void aReleaseIsBuiltSignedAndVerified() throws Exception {
    built();
    run(0, "signer", "ministry-2026", "730", "@made");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve("made/ministry-2026.key"))));
    assertTrue(run(1, "verify", "@fole.zip", "@signers").startsWith("refused release-unsigned: "));
    run(0, "sign", "@fole.zip", "@made/ministry-2026.key", "@made/ministry-2026.pem");
    assertTrue(
        run(1, "verify", "@fole.zip", "@signers").startsWith("refused release-no-signers: "));
    Files.copy(home.resolve("made/ministry-2026.pem"), home.resolve("signers/ministry-2026.pem"));
    String fingerprint = run(0, "fingerprint", "@signers/ministry-2026.pem").strip();
    assertEquals(
        "good: al.fole:fole:1.0.0, signed by " + fingerprint + "\n",
        run(0, "verify", "@fole.zip", "@signers"));
    assertTrue(run(0, "show", "@fole.zip").contains("signer   " + fingerprint));
    Files.writeString(home.resolve("signers/revoked"), fingerprint + " 2026-11-28 laptop stolen\n");
    assertTrue(
        run(1, "verify", "@fole.zip", "@signers")
            .matches("refused release-signer-revoked: The signer .* \\(laptop stolen\\)\\.\n"));
  }

  @Test
  void twoBuildsGiveTheSameBytes() throws Exception {
    built();
    byte[] first = Files.readAllBytes(home.resolve("fole.zip"));
    Files.setLastModifiedTime(
        home.resolve("release/fole.json"),
        java.nio.file.attribute.FileTime.from(Instant.EPOCH.plus(Duration.ofDays(20_000))));
    built();
    assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(home.resolve("fole.zip"))));
  }

  @Test
  void theNotesAreThoseOfTheVersion() throws Exception {
    built();
    var entries = ArchiveWriter.entries(home.resolve("fole.zip"));
    assertEquals("## 1.0.0\n\n- new\n", new String(entries.get("notes.md"), UTF_8));
    assertTrue(ReleaseNotes.of("# C\n\n## Unreleased\n\n- x\n", "1.1.0-SNAPSHOT").contains("- x"));
    Files.writeString(home.resolve("CHANGELOG.md"), "# Changes\n");
    assertTrue(
        run(1, "build", "@release", "@CHANGELOG.md", "@fole.zip").contains("no section 1.0.0"));
  }

  @Test
  void aKeyThatIsNotTheCertificatesSignsNothing() throws Exception {
    built();
    run(0, "signer", "one", "10", "@made");
    run(0, "signer", "two", "10", "@made");
    byte[] before = Files.readAllBytes(home.resolve("fole.zip"));
    assertTrue(
        run(1, "sign", "@fole.zip", "@made/one.key", "@made/two.pem")
            .contains("the key is not that of the certificate"));
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(home.resolve("fole.zip"))));
  }

  @Test
  void anExpiredCertificateSignsNothing() throws Exception {
    built();
    Instant now = Instant.now();
    var old = ReleaseSigner.make("old", now.minusSeconds(60), now.minusSeconds(1));
    SignerKeys.write(old, "old", home.resolve("made"));
    assertTrue(run(1, "sign", "@fole.zip", "@made/old.key", "@made/old.pem").contains("EXPIRED"));
  }

  @Test
  void aKeyIsNeverWrittenOver() {
    run(0, "signer", "one", "10", "@made");
    assertTrue(run(1, "signer", "one", "10", "@made").contains("is there already"));
  }

  @Test
  void whatIsNoCommandIsAnsweredWithTheCommands() {
    assertTrue(run(2).contains("verify ARCHIVE SIGNERS"));
    assertTrue(run(2, "sign", "x").contains("attach"));
    assertTrue(run(1, "show", "@nowhere.zip").startsWith("refused release-archive-unreadable"));
  }

  /** What another program says of it; and keys as that program makes them. */
  @Test
  void opensslAndTheToolUnderstandEachOther() throws Exception {
    if (!opensslIsHere()) {
      System.out.println("The signature is not checked by openssl: this machine has none.");
      return;
    }
    built();
    run(0, "signer", "ours", "10", "@made");
    run(0, "sign", "@fole.zip", "@made/ours.key", "@made/ours.pem");
    Files.copy(home.resolve("made/ours.pem"), home.resolve("signers/ours.pem"));
    openssl(
        "req -x509 -newkey rsa:3072 -nodes -keyout made/rsa.key -out signers/rsa.pem -days 10"
            + " -subj /CN=rsa -addext keyUsage=critical,digitalSignature"
            + " -addext extendedKeyUsage=codeSigning");
    run(0, "sign", "@fole.zip", "@made/rsa.key", "@signers/rsa.pem");
    extract();
    openssl(
        "cms -verify -binary -inform DER -in release.p7s -content release.json"
            + " -CAfile all.pem -purpose any -out verified");
    assertEquals(-1, Files.mismatch(home.resolve("release.json"), home.resolve("verified")));
    Files.writeString(home.resolve("release.json"), " ", java.nio.file.StandardOpenOption.APPEND);
    assertTrue(
        exit(
                "cms -verify -binary -inform DER -in release.p7s -content release.json"
                    + " -CAfile all.pem -purpose any -out verified")
            != 0);
    // A key that never leaves another machine: the list goes there, the signature comes back.
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout made/ec.key"
            + " -out signers/ec.pem -days 10 -subj /CN=ec"
            + " -addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=codeSigning");
    built();
    run(0, "list", "@fole.zip", "@release.json");
    openssl(
        "cms -sign -binary -md sha384 -outform DER -in release.json -signer signers/ec.pem"
            + " -inkey made/ec.key -out theirs.p7s");
    run(0, "attach", "@fole.zip", "@theirs.p7s");
    String ec = run(0, "fingerprint", "@signers/ec.pem").strip();
    assertEquals(
        "good: al.fole:fole:1.0.0, signed by " + ec + "\n",
        run(0, "verify", "@fole.zip", "@signers"));
    // An encrypted key.
    Files.writeString(home.resolve("word"), "not a secret at all\n");
    openssl(
        "pkcs8 -topk8 -in made/ec.key -v2 aes-256-cbc -v2prf hmacWithSHA256 -passout file:word"
            + " -out made/locked.key");
    assertTrue(
        run(1, "sign", "@fole.zip", "@made/locked.key", "@signers/ec.pem").contains("encrypted"));
    run(0, "sign", "@fole.zip", "@made/locked.key", "@signers/ec.pem", "@word");
    run(0, "verify", "@fole.zip", "@signers");
  }

  private void extract() throws Exception {
    var entries = ArchiveWriter.entries(home.resolve("fole.zip"));
    for (String name : List.of("release.json", "release.p7s")) {
      Files.write(home.resolve(name), entries.get(name));
    }
    Files.writeString(
        home.resolve("all.pem"),
        Files.readString(home.resolve("signers/ours.pem"))
            + Files.readString(home.resolve("signers/rsa.pem")));
  }

  private static boolean opensslIsHere() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notHere) {
      return false;
    }
  }

  private void openssl(String arguments) throws Exception {
    assertEquals(0, exit(arguments), () -> arguments + said.toString(UTF_8));
  }

  private int exit(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Path log = home.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), arguments);
    said.reset();
    said.write(Files.readAllBytes(log));
    return process.exitValue();
  }
}
