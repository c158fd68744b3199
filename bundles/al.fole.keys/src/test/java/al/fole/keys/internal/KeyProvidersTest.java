// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where keys may lie: in files, in one PKCS#12 file, and in whatever a provider is written for. */
final class KeyProvidersTest {
  private final Path temp;
  private final Path password;

  KeyProvidersTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    password = Files.writeString(temp.resolve("password"), "a long enough password\n");
  }

  private String command(int status, String verb, Path directory, Path passwordFile) {
    var said = new ByteArrayOutputStream();
    var words = List.of(verb, directory.toString(), "--pkcs12", passwordFile.toString());
    assertEquals(status, KeysCommand.run(words, new PrintStream(said, true, UTF_8)));
    return said.toString(UTF_8);
  }

  @Test
  void allKeysLieInOnePkcs12FileAndSignAndRotate() throws IOException {
    Path keys = temp.resolve("keys");
    command(0, "create", keys, password);
    command(0, "check", keys, password);
    assertTrue(Files.exists(keys.resolve("keys.p12")));
    assertFalse(Files.exists(keys.resolve("seal.key")));
    var choice = KeyChoice.pkcs12(password);
    var opened = FileKeys.open(keys, false, choice);
    assertArrayEquals(opened.key("seal"), FileKeys.open(keys, false, choice).key("seal"));
    var signer = new CheckpointSigner(opened);
    signer.lines(body(1), -1);
    command(0, "rotate", keys, password);
    assertEquals(2, signer.lines(body(2), 1).size());
    assertEquals(1, signer.lines(body(3), 1).size());
    var before = Files.readAllBytes(keys.resolve("keys.p12"));
    assertFalse(
        new String(before, java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(
                new String(opened.key("seal"), java.nio.charset.StandardCharsets.ISO_8859_1)));
  }

  @Test
  void anotherPasswordOrADamagedFileIsOneSentence() throws IOException {
    Path keys = temp.resolve("keys");
    command(0, "create", keys, password);
    Path wrong = Files.writeString(temp.resolve("wrong"), "another long password\n");
    assertTrue(command(1, "check", keys, wrong).contains("keys.p12 cannot be opened"));
    Path brief = Files.writeString(temp.resolve("brief"), "short\n");
    assertTrue(command(1, "check", keys, brief).contains("fewer than 12"));
    byte[] bytes = Files.readAllBytes(keys.resolve("keys.p12"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(keys.resolve("keys.p12"), bytes);
    assertTrue(command(1, "check", keys, password).startsWith("The key"));
  }

  @Test
  void theSettingsChoose() {
    assertSame(KeyChoice.FILES, KeyChoice.of(Map.<String, String>of()::get));
    assertEquals(
        "Pkcs12File[" + temp.resolve("keys.p12") + "]",
        KeyChoice.of(
                Map.of(
                        "fole.keys.provider",
                        "PKCS12",
                        "fole.keys.password-file",
                        password.toString())
                    ::get)
            .of(temp)
            .toString());
    for (var settings :
        List.of(
            Map.of("fole.keys.provider", "pkcs12"),
            Map.of("fole.keys.provider", "floppy"),
            Map.of("fole.keys.provider", "pkcs12", "fole.keys.password-file", "/no/such/file"))) {
      assertThrows(KeysRefused.class, () -> KeyChoice.of(settings::get));
    }
  }

  @Test
  void aSecondLineOfAnotherKindFitsBesideTheFirst() {
    var second = new PostQuantum();
    KeyChoice choice =
        directory -> {
          var files = new PlainFiles(directory);
          return new KeyProvider() {
            @Override
            public void store(Map<String, byte[]> keys) throws IOException {
              files.store(keys);
            }

            @Override
            public byte[] read(String name) throws IOException {
              return files.read(name);
            }

            @Override
            public List<SigningKey> beside() {
              return List.of(second);
            }
          };
        };
    var keys = FileKeys.open(temp.resolve("keys"), true, choice);
    byte[] body = body(1);
    var lines = new CheckpointSigner(keys).lines(body, -1);
    assertEquals(2, lines.size());
    String[] words = lines.get(1).strip().split(" ", -1);
    byte[] content = Base64.getDecoder().decode(words[2]);
    assertEquals(4 + 2_420, content.length);
    assertTrue(second.holds(body, content));
    var ours =
        SignedNote.parse(new String(body, UTF_8) + "\n" + lines.get(1) + lines.get(0))
            .flatMap(it -> it.checkpointOf(keys.signers()));
    assertEquals(List.of("signer"), ours.orElseThrow().signers());
  }

  /** ML-DSA-44 (FIPS 204). */
  private static final class PostQuantum implements SigningKey {
    private final AsymmetricCipherKeyPair pair;

    PostQuantum() {
      var generator = new MLDSAKeyPairGenerator();
      generator.init(
          new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_44));
      pair = generator.generateKeyPair();
    }

    @Override
    public byte type() {
      return 6;
    }

    @Override
    public byte[] publicKey() {
      return ((MLDSAPublicKeyParameters) pair.getPublic()).getEncoded();
    }

    @Override
    public byte[] sign(String name, byte[] body) {
      try {
        var signer = new MLDSASigner();
        signer.init(true, pair.getPrivate());
        signer.update(body, 0, body.length);
        return signer.generateSignature();
      } catch (CryptoException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean holds(byte[] body, byte[] content) {
      var signer = new MLDSASigner();
      signer.init(false, pair.getPublic());
      signer.update(body, 0, body.length);
      return signer.verifySignature(java.util.Arrays.copyOfRange(content, 4, content.length));
    }
  }

  private static byte[] body(long size) {
    return ("fole.al/a\n" + size + "\n" + Base64.getEncoder().encodeToString(new byte[32]) + "\n")
        .getBytes(UTF_8);
  }
}
