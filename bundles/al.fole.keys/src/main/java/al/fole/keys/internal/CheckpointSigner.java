// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Signer;
import al.fole.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ed25519 by Bouncy Castle, an order of magnitude faster than the one of the JDK. The last signed
 * checkpoint is on disk, outside the database, before its signature leaves this class: a database
 * that was set back behind it cannot get a second, different history signed.
 */
@Component(configurationPid = "al.fole.keys")
public final class CheckpointSigner implements Signer {
  private final Ed25519PrivateKeyParameters key;
  private final SignerState state;

  /** The signer of an installation. */
  @Activate
  public CheckpointSigner(@Reference FileKeys keys) {
    key = new Ed25519PrivateKeyParameters(keys.key("signer"), 0);
    state = keys.signerState();
  }

  @Override
  public byte[] publicKey() {
    return key.generatePublicKey().getEncoded();
  }

  @Override
  public byte[] sign(byte[] checkpoint) {
    var next = CheckpointText.parse(checkpoint);
    state.advance(next, last -> refuseContradiction(last, next));
    return signature(checkpoint);
  }

  @Override
  public Optional<byte[]> last() {
    return state.last().map(CheckpointText::bytes);
  }

  /**
   * What this key signed in a published checkpoint.
   *
   * @throws KeysRefused when no signature in it is of this key
   */
  byte[] ownBody(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end >= 0) {
      byte[] body = note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
      for (String line : note.substring(end + 2).split("\n", -1)) {
        if (verifies(body, line.substring(line.lastIndexOf(' ') + 1))) {
          return CheckpointText.parse(body).bytes();
        }
      }
    }
    throw new KeysRefused("The checkpoint carries no signature of this installation's key.");
  }

  private boolean verifies(byte[] body, String base64) {
    try {
      byte[] line = Base64.getDecoder().decode(base64);
      var verifier = new Ed25519Signer();
      verifier.init(false, key.generatePublicKey());
      verifier.update(body, 0, body.length);
      return line.length == 4 + 64 && verifier.verifySignature(Arrays.copyOfRange(line, 4, 68));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static void refuseContradiction(CheckpointText before, CheckpointText next) {
    boolean continues =
        before.origin().equals(next.origin())
            && (next.size() > before.size()
                || (next.size() == before.size() && next.root().equals(before.root())));
    if (!continues) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "log-set-back",
              "Ditari i veprimeve bie ndesh me gjendjen e fundit të nënshkruar.",
              "The log contradicts the last state that was signed.")
          .with("signed", before.origin() + " " + before.size())
          .with("asked", next.origin() + " " + next.size());
    }
  }

  private byte[] signature(byte[] message) {
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }
}
