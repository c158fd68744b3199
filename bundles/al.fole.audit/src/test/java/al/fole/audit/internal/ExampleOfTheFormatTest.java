// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

/** What the register makes of the example that the format document prints. */
final class ExampleOfTheFormatTest {
  private final Map<String, String> example = new HashMap<>();

  ExampleOfTheFormatTest() throws IOException {
    var document = Files.readString(Path.of("../../api/ENTRY-FORMAT-1.md"));
    var printed = document.substring(document.indexOf("## 9. Example"));
    printed
        .lines()
        .filter(line -> line.matches("[a-z]+( [01])?: .*"))
        .forEach(line -> example.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    assertEquals(8, example.size());
  }

  private byte[] bytes(String name) {
    return HexFormat.of().parseHex(example.getOrDefault(name, ""));
  }

  @Test
  void treeAndEntriesAgree() {
    var growth = new Growth(0, (level, place) -> new byte[0]);
    for (int i = 0; i < 2; i++) {
      var leaf = Leaf.parse(bytes("entry " + i));
      assertEquals(i, leaf.position());
      assertEquals(1, leaf.version());
      assertArrayEquals(bytes("leaf " + i), Tree.leaf(bytes("entry " + i)));
      growth.add(bytes("leaf " + i));
    }
    assertArrayEquals(bytes("root"), growth.root());
  }

  @Test
  void keyAndCheckpointAgree() {
    var secret = new Ed25519PrivateKeyParameters(new byte[32], 0);
    var key =
        new LogKey(
            "fole.al/00000000-0000-4000-8000-000000000001",
            secret.generatePublicKey().getEncoded());
    assertEquals(example.get("vkey") + "\n", key.vkey());
    byte[] body = key.body(2, bytes("root"));
    var signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(body, 0, body.length);
    assertEquals(
        example.getOrDefault("checkpoint", "").replace("\\n", "\n"),
        key.note(body, signer.generateSignature()));
  }
}
