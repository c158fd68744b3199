// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures and time-stamps beside a log: each question has a file only it refuses. */
class GuardsOfTimeTest {
  private static final KeyPurposeId FOR_TIME = KeyPurposeId.id_kp_timeStamping;
  private static final String UNTRUSTED = "time/3: it is not of a trusted certificate";

  @TempDir Path temp = Path.of("");
  private final SampleLog log = SampleLog.honest(10);
  private Path dir = Path.of("");
  private Path trusted = Path.of("");
  private Evidence signer;
  private Evidence stamper;

  GuardsOfTimeTest() throws Exception {
    signer = Evidence.of("signer", null);
    stamper = Evidence.of("stamper", null, Evidence.purposes(true, FOR_TIME));
  }

  @BeforeEach
  void directory() throws Exception {
    dir = Files.createDirectory(temp.resolve("log"));
    log.write(dir);
    trust(stamper);
    sign(3, signer);
    stamp(3, stamper, Evidence.NOW);
  }

  private void trust(Evidence one) throws Exception {
    trusted = Files.write(temp.resolve("tsa.der"), one.certificate.getEncoded());
  }

  private byte[] content(int size) {
    return log.checkpointOfFirst(size).getBytes(StandardCharsets.UTF_8);
  }

  private Path place(int size) throws IOException {
    return Files.createDirectories(dir.resolve("time/" + size));
  }

  private void sign(int size, Evidence... by) throws Exception {
    Files.write(place(size).resolve("checkpoint"), content(size));
    var signature = Evidence.sign(content(size), Evidence.NOW, by);
    Files.write(place(size).resolve("checkpoint.p7s"), signature);
  }

  private void stamp(int size, Evidence by, long at) throws Exception {
    var stamp = by.stamp(TSPAlgorithms.SHA256, Hash.sha256(content(size)), at);
    Files.write(place(size).resolve("checkpoint.tsr"), stamp);
  }

  private Spoken time(Object... more) throws Exception {
    var words = new Object[4 + more.length];
    System.arraycopy(new Object[] {"time", dir, "--tsa-cert", trusted}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return Spoken.of(words);
  }

  private Path file(Evidence one) throws Exception {
    return Files.write(temp.resolve("evidence.der"), one.certificate.getEncoded());
  }

  @Test
  void whatIsSignedAndStampedIsSound() throws Exception {
    time("--evidence-cert", file(signer)).sound();
    sign(7, signer);
    var said = time().sound().said();
    assertTrue(
        said.contains("2 signatures and 1 time-stamps, the last of 2023-11-14T22:13:20Z"), said);
    Files.delete(place(3).resolve("checkpoint.tsr"));
    assertTrue(time().sound().said().contains("0 time-stamps, the last of -"));
  }

  @Test
  void theCheckpointIsOfThisLogAndSize() throws Exception {
    Files.move(place(3), dir.resolve("time/4"));
    time().unsound("time/4: it is a checkpoint of another size");
    Files.move(dir.resolve("time/4"), dir.resolve("time/3"));
    var other = SampleLog.honest(9).write(Files.createDirectory(temp.resolve("other")));
    other.entries.set(1, other.entries.get(2));
    var content = other.checkpointOfFirst(3).getBytes(StandardCharsets.UTF_8);
    Files.write(place(3).resolve("checkpoint"), content);
    time().unsound("time/3: the log contradicts its earlier checkpoint of size 3");
  }

  @Test
  void theSignatureIsOneAndHolds() throws Exception {
    sign(3, signer, Evidence.of("second", null));
    time().unsound("time/3: the signature does not hold");
    sign(3, signer.bare(true));
    time().unsound("time/3: the signature does not hold");
    sign(3, signer.bare(false).with("SHA1withECDSA"));
    time().unsound("time/3: the signature does not hold");
    var good = Evidence.sign(content(3), Evidence.NOW, signer.with("SHA256withECDSA"));
    good[good.length - 1] ^= 1;
    Files.write(place(3).resolve("checkpoint.p7s"), good);
    time().unsound("time/3: the signature does not hold");
    var ofOther = Evidence.sign(content(4), Evidence.NOW, signer);
    Files.write(place(3).resolve("checkpoint.p7s"), ofOther);
    time().unsound("time/3: the signature does not hold");
    Files.write(place(3).resolve("checkpoint.p7s"), new byte[] {1, 2, 3});
    time().unsound("time/3: malformed");
  }

  @Test
  void theSignerIsTrustedOrCertified() throws Exception {
    var stranger = Evidence.of("stranger", null);
    time("--evidence-cert", file(stranger)).unsound(UNTRUSTED);
    var root = Evidence.of("root", null, Evidence.authority());
    sign(3, Evidence.of("leaf", root));
    time("--evidence-cert", file(root)).sound();
    time("--evidence-cert", file(stranger)).unsound(UNTRUSTED);
    sign(3, Evidence.of("leaf", signer)); // who is no authority certifies nobody
    time("--evidence-cert", file(signer)).unsound(UNTRUSTED);
    sign(3, Evidence.of("leaf", Evidence.of("root", null, Evidence.authority())));
    time("--evidence-cert", file(root)).unsound(UNTRUSTED); // the name alone certifies nobody
  }

  @Test
  void theSignerWasValidAtTheTimeOfTheStamp() throws Exception {
    Files.delete(place(3).resolve("checkpoint.tsr"));
    for (long at : new long[] {Evidence.NOW - 2 * Evidence.DAY, Evidence.NOW + 2 * Evidence.DAY}) {
      var early = Evidence.sign(content(3), at, signer);
      Files.write(place(3).resolve("checkpoint.p7s"), early);
      time("--evidence-cert", file(signer)).unsound(UNTRUSTED);
    }
    stamp(3, stamper, Evidence.NOW); // the stamp's time counts, not the signer's own
    time("--evidence-cert", file(signer)).sound();
  }

  @Test
  void theStampIsOfTheseBytes() throws Exception {
    var other = stamper.stamp(TSPAlgorithms.SHA256, Hash.sha256(content(4)), Evidence.NOW);
    Files.write(place(3).resolve("checkpoint.tsr"), other);
    time().unsound("time/3: the time-stamp is over other bytes");
    var sha1 = MessageDigest.getInstance("SHA-1").digest(content(3));
    var weak = stamper.stamp(TSPAlgorithms.SHA1, sha1, Evidence.NOW);
    Files.write(place(3).resolve("checkpoint.tsr"), weak);
    time().unsound("time/3: the time-stamp is over other bytes");
    var named = stamper.stamp(TSPAlgorithms.SM3, Hash.sha256(content(3)), Evidence.NOW);
    Files.write(place(3).resolve("checkpoint.tsr"), named);
    time().unsound("time/3: the time-stamp is over other bytes");
    Files.write(place(3).resolve("checkpoint.tsr"), new byte[] {1, 2, 3});
    time().unsound("time/3: malformed");
  }

  @Test
  void theAuthorityIsTrustedAndForTimeAlone() throws Exception {
    stamp(3, Evidence.of("stranger", null, Evidence.purposes(true, FOR_TIME)), Evidence.NOW);
    time().unsound(UNTRUSTED);
    for (long at : new long[] {Evidence.NOW - 2 * Evidence.DAY, Evidence.NOW + 2 * Evidence.DAY}) {
      stamp(3, stamper, at);
      time().unsound(UNTRUSTED);
    }
  }

  @Test
  void theAuthorityIsForTimeAndNothingElse() throws Exception {
    var sentence = "time/3: the authority's certificate is not for time-stamping alone";
    var signing = KeyPurposeId.id_kp_codeSigning;
    trust(stamper.twin("stamper", Evidence.purposes(false, FOR_TIME)));
    time().unsound(sentence);
    trust(stamper.twin("stamper", Evidence.purposes(true, FOR_TIME, signing)));
    time().unsound(sentence);
    trust(stamper.twin("stamper", Evidence.purposes(true, signing)));
    time().unsound(sentence);
    trust(stamper.twin("stamper", Evidence.purposes(true, FOR_TIME)));
    time().sound();
  }

  @Test
  void theTimesOfTheStampsDoNotDescend() throws Exception {
    sign(7, signer);
    stamp(7, stamper, Evidence.NOW);
    time().sound();
    stamp(7, stamper, Evidence.NOW - 1000);
    time().unsound("time/7: the time-stamp is older than the one before it");
  }

  @Test
  void certificatesThatCannotBeReadAreAWrongCall() throws Exception {
    trusted = Files.writeString(temp.resolve("tsa.der"), "nothing");
    assertEquals(Verify.WRONG_CALL, time().code());
  }
}
