// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignerTest {
  private final Path temp;
  private final CheckpointSigner signer;

  SignerTest(@TempDir Path temp) {
    this.temp = temp;
    signer = signer();
  }

  private CheckpointSigner signer() {
    return new CheckpointSigner(FileKeys.open(temp.resolve("keys"), true));
  }

  @Test
  void aSignatureHolds() {
    byte[] body = checkpoint("fole.al/a", 3, 1);
    var verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(signer.publicKey(), 0));
    verifier.update(body, 0, body.length);
    assertTrue(verifier.verifySignature(signer.sign(body)));
  }

  @Test
  void theSameStateMayBeSignedAgainAndALargerOneFollows() {
    byte[] first = signer.sign(checkpoint("fole.al/a", 3, 1));
    assertArrayEquals(first, signer.sign(checkpoint("fole.al/a", 3, 1)));
    signer.sign(checkpoint("fole.al/a", 4, 2));
  }

  @Test
  void aLogSetBackIsNotSignedAlsoNotAfterARestart() {
    signer.sign(checkpoint("fole.al/a", 3, 1));
    for (var one : List.of(signer, signer())) {
      assertSetBack(one, checkpoint("fole.al/a", 2, 1));
      assertSetBack(one, checkpoint("fole.al/a", 3, 2));
      assertSetBack(one, checkpoint("fole.al/b", 9, 1));
    }
    assertEquals(Optional.of("fole.al/a"), signer.last().map(SignerTest::firstLine));
  }

  @Test
  void theStateIsOnDiskBeforeTheSignatureIsOut() throws IOException {
    byte[] body = checkpoint("fole.al/a", 3, 1);
    signer.sign(body);
    assertArrayEquals(body, Files.readAllBytes(temp.resolve("keys/signer.state")));
  }

  @Test
  void aStateThatCannotBeWrittenLetsNoSignatureOut() throws IOException {
    signer.sign(checkpoint("fole.al/a", 3, 1));
    Path inTheWay = Files.createDirectories(temp.resolve("keys/signer.state.next/full"));
    assertThrows(UncheckedIOException.class, () -> signer.sign(checkpoint("fole.al/a", 4, 2)));
    Files.delete(inTheWay);
    signer.sign(checkpoint("fole.al/a", 5, 3));
  }

  @Test
  void aStateThatCannotBeReadSignsNothing() throws IOException {
    Files.writeString(temp.resolve("keys/signer.state"), "nonsense");
    assertThrows(IllegalStateException.class, () -> signer.sign(checkpoint("fole.al/a", 3, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fole.al/a\n3\n",
        "fole.al/a\n03\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "fole.al/a\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "fole.al/a\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n"
      })
  void onlyCheckpointsAreSigned(String text) {
    assertThrows(
        IllegalArgumentException.class, () -> signer.sign(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aLostStateIsReplacedByThePublishedCheckpointOnly() throws IOException {
    byte[] body = checkpoint("fole.al/a", 3, 1);
    String note =
        new String(body, StandardCharsets.UTF_8) + "\n" + String.join("", signer.lines(body, -1));
    Path file = Files.writeString(temp.resolve("checkpoint"), note);
    Path forged = Files.writeString(temp.resolve("forged"), note.replace("\n3\n", "\n2\n"));
    Files.delete(temp.resolve("keys/signer.state"));
    assertEquals(1, adopt(forged));
    assertEquals(0, adopt(file));
    assertEquals(1, adopt(file));
    assertSetBack(signer(), checkpoint("fole.al/a", 2, 1));
  }

  private int adopt(Path checkpoint) {
    return KeysCommand.run(
        List.of("adopt", temp.resolve("keys").toString(), checkpoint.toString()),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static void assertSetBack(CheckpointSigner signer, byte[] body) {
    var problem = assertThrows(Problem.class, () -> signer.sign(body));
    assertEquals("log-set-back", problem.rule());
  }

  private static byte[] checkpoint(String origin, long size, int root) {
    byte[] hash = new byte[32];
    hash[0] = (byte) root;
    return (origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(hash) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String firstLine(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }
}
