// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

/** The example of the signed-note format, as its reference implementation documents it. */
final class LogKeyTest {
  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private final Ed25519PrivateKeyParameters secret =
      new Ed25519PrivateKeyParameters(
          Arrays.copyOfRange(Base64.getDecoder().decode(SEED), 1, 33), 0);
  private final LogKey key = new LogKey("PeterNeumann", secret.generatePublicKey().getEncoded());

  @Test
  void theVerificationKeyIsWrittenAsInTheFormat() {
    assertEquals(VKEY + "\n", key.vkey());
  }

  @Test
  void aNoteIsWrittenAsInTheFormat() {
    byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
    var signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(body, 0, body.length);
    assertEquals(NOTE, key.note(body, signer.generateSignature()));
  }

  @Test
  void aCheckpointHasThreeLines() {
    assertEquals(
        "PeterNeumann\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        new String(key.body(0, Tree.EMPTY), StandardCharsets.UTF_8));
  }
}
