// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example printed in the format document; and what OpenSSL says of its signature. */
class ExampleOfTheFormatTest {
  private static final Ed25519PrivateKeyParameters KEY =
      new Ed25519PrivateKeyParameters(new byte[32], 0);

  @TempDir Path temp = Path.of("");

  private final SampleLog log =
      new SampleLog()
          .transaction(
              SampleLog.change(1, 1, 1, 1, 1).with(2, id("018f3b2a4c5d7e6f8a9b0c1d2e3f4051")),
              SampleLog.change(1, 1, 1, 2, 1).with(2, id("018f3b2a4c5d7e6f8a9b0c1d2e3f4052")));

  private static byte[] id(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private String checkpoint() {
    return SampleLog.note(
        SampleLog.text(SampleLog.ORIGIN, 2, log.rootOfFirst(2)), SampleLog.ORIGIN, KEY);
  }

  private String example() {
    var hex = HexFormat.of();
    var lines =
        List.of(
            "entry 0: " + hex.formatHex(log.entries.get(0)),
            "entry 1: " + hex.formatHex(log.entries.get(1)),
            "leaf 0: " + hex.formatHex(Hash.leaf(log.entries.get(0))),
            "leaf 1: " + hex.formatHex(Hash.leaf(log.entries.get(1))),
            "seal: " + hex.formatHex(log.seals.get(0)),
            "root: " + hex.formatHex(log.rootOfFirst(2)),
            "vkey: " + SampleLog.vkey(SampleLog.ORIGIN, KEY),
            "checkpoint: " + checkpoint().replace("\n", "\\n"));
    return String.join("\n", lines);
  }

  @Test
  void theDocumentPrintsIt() throws IOException {
    var document = Files.readString(Path.of("../../api/ENTRY-FORMAT-1.md"));
    int start = document.indexOf("```\n", document.indexOf("## 9. Example")) + 4;
    assertEquals(example(), document.substring(start, document.indexOf("\n```", start)));
  }

  @Test
  void theVerifierBelievesIt() throws IOException {
    log.write(temp);
    Files.writeString(temp.resolve("checkpoint"), checkpoint());
    Files.writeString(temp.resolve("vkey"), SampleLog.vkey(SampleLog.ORIGIN, KEY));
    var key = Files.write(temp.resolve("seal.key"), SampleLog.SEAL_KEY).toString();
    var out = new ByteArrayOutputStream();
    var said = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Verify.run(said, "full", temp.toString(), "--seal-key", key), out::toString);
  }

  /** RFC 8410: this and 32 bytes are an Ed25519 public key in DER. */
  private static final String SPKI = "302a300506032b6570032100";

  @Test
  void openSslAcceptsTheSignature() throws Exception {
    var parsed = Checkpoint.parse(checkpoint());
    var signature = Base64.getDecoder().decode(parsed.lines().get(0).split(" ", -1)[2]);
    var key = new ByteArrayOutputStream();
    key.writeBytes(HexFormat.of().parseHex(SPKI));
    key.writeBytes(Ring.Key.parse(SampleLog.vkey(SampleLog.ORIGIN, KEY)).key());
    Files.write(temp.resolve("key.der"), key.toByteArray());
    Files.write(temp.resolve("signature"), Arrays.copyOfRange(signature, 4, 68));
    Files.writeString(temp.resolve("text"), parsed.text());
    assumeTrue(openSsl("version").startsWith("OpenSSL"), "no openssl on this machine");
    assertTrue(verified().contains("Verified Successfully"), this::verified);
    Files.writeString(temp.resolve("text"), parsed.text().replace("\n2\n", "\n3\n"));
    assertTrue(verified().contains("Verification Failure"), this::verified);
  }

  private String verified() {
    return openSsl(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-keyform",
        "DER",
        "-inkey",
        "key.der",
        "-rawin",
        "-in",
        "text",
        "-sigfile",
        "signature");
  }

  private String openSsl(String... words) {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    try {
      var process =
          new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }
}
