// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.keys.TimeStamp.Verdict;
import al.fole.testing.fakes.TestAuthority;
import al.fole.testing.fakes.TestAuthority.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures with a certificate, and time-stamps that are worth something. */
class EvidenceTest {
  private static final byte[] CONTENT = "fole.al/x\n1\nroot\n".getBytes(UTF_8);

  @TempDir Path keys;
  private EvidenceSigner evidence;
  private TestAuthority authority;

  @BeforeEach
  void start() throws Exception {
    evidence = new EvidenceSigner(keys);
    authority = TestAuthority.start();
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void theSignatureIsOfTheContentAndTheCertificate() throws Exception {
    EvidenceKey.make(keys, "Test evidence");
    var signed = CmsSignatures.read(CONTENT, evidence.sign(CONTENT));
    var verifier =
        new JcaSimpleSignerInfoVerifierBuilder().build(evidence.certificate().orElseThrow());
    assertTrue(signed.getSignerInfos().iterator().next().verify(verifier));
    assertEquals(1, signed.getCertificates().getMatches(null).size());
  }

  @Test
  void withoutAKeyNothingIsSigned() {
    assertTrue(evidence.certificate().isEmpty());
    assertThrows(IllegalStateException.class, () -> evidence.sign(CONTENT));
  }

  @Test
  void aKeyThatIsThereStays() {
    EvidenceKey.make(keys, "one");
    var first = evidence.certificate();
    EvidenceKey.make(keys, "another");
    assertEquals(first, evidence.certificate());
  }

  @Test
  void aReplacedKeyIsSeenAtOnce() throws Exception {
    EvidenceKey.make(keys, "one");
    var first = evidence.certificate();
    Files.delete(keys.resolve(EvidenceKey.FILE));
    EvidenceKey.make(keys, "another");
    assertNotEquals(first, evidence.certificate());
  }

  @Test
  void aKeyOpenToOthersIsNotUsed() throws IOException {
    EvidenceKey.make(keys, "one");
    Files.setPosixFilePermissions(
        keys.resolve(EvidenceKey.FILE), PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(IllegalStateException.class, () -> evidence.sign(CONTENT));
  }

  @Test
  void thePersonWhoKeepsTheKeysMakesItAndHandsOutTheCertificate(@TempDir Path home)
      throws IOException {
    Path made = home.resolve("keys");
    FileKeys.open(made, true);
    assertEquals(0, command(made));
    assertTrue(Files.readString(made.resolve("evidence.pem")).startsWith("-----BEGIN CERT"));
    assertEquals(1, command(made));
  }

  private static int command(Path made) {
    return KeysCommand.run(
        List.of("evidence", made.toString(), "Fole evidence"),
        new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
  }

  @Test
  void aGoodTokenSaysItsTime() {
    byte[] request = evidence.ask(CONTENT, TestAuthority.POLICY);
    var stamp = evidence.judge(request, authority.stamp(request), List.of(authority.trusted()));
    assertTrue(stamp.good(), stamp.toString());
    assertTrue(
        Duration.between(stamp.at(), Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, REFUSED",
    "OTHER_BYTES, OTHER_BYTES",
    "OTHER_NONCE, OTHER_REQUEST",
    "OTHER_POLICY, OTHER_POLICY",
    "UNKNOWN, UNKNOWN",
    "UNFIT, UNFIT",
    "EXPIRED, EXPIRED",
    "FORGED, FALSE"
  })
  void eachFaultIsToldFromTheOthers(Fault fault, Verdict verdict) {
    authority.fault(fault);
    byte[] request = evidence.ask(CONTENT, TestAuthority.POLICY);
    var stamp = evidence.judge(request, authority.stamp(request), List.of(authority.trusted()));
    assertEquals(verdict, stamp.verdict());
    assertFalse(stamp.good());
  }

  @Test
  void whateverIsNoAnswerIsMalformed() {
    byte[] request = evidence.ask(CONTENT, null);
    byte[] answer = authority.stamp(request);
    for (int length = 0; length < answer.length; length += 97) {
      byte[] cut = java.util.Arrays.copyOf(answer, length);
      assertEquals(
          Verdict.MALFORMED,
          evidence.judge(request, cut, List.of(authority.trusted())).verdict(),
          "cut at " + length);
    }
  }

  @Test
  void nobodyIsTrustedByDefault() {
    byte[] request = evidence.ask(CONTENT, null);
    assertEquals(
        Verdict.UNKNOWN, evidence.judge(request, authority.stamp(request), List.of()).verdict());
  }
}
