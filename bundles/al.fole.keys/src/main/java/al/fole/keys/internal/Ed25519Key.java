// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Ed25519 by Bouncy Castle, an order of magnitude faster than the one of the JDK. */
final class Ed25519Key implements SigningKey {
  private static final int ID = 4;
  private static final int SIGNATURE = 64;

  private final Ed25519PrivateKeyParameters secret;
  private final Ed25519PublicKeyParameters open;

  Ed25519Key(byte[] seed) {
    secret = new Ed25519PrivateKeyParameters(seed, 0);
    open = secret.generatePublicKey();
  }

  @Override
  public byte type() {
    return 1;
  }

  @Override
  public byte[] publicKey() {
    return open.getEncoded();
  }

  @Override
  public byte[] sign(String name, byte[] body) {
    var signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(body, 0, body.length);
    return signer.generateSignature();
  }

  /** Whether the content of a signature line is this key's over the body. */
  static boolean verifies(SigningKey key, String name, byte[] body, byte[] content) {
    if (content.length != ID + SIGNATURE
        || key.type() != 1
        || !Arrays.equals(key.id(name), Arrays.copyOf(content, ID))) {
      return false;
    }
    var verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(key.publicKey(), 0));
    verifier.update(body, 0, body.length);
    return verifier.verifySignature(Arrays.copyOfRange(content, ID, ID + SIGNATURE));
  }

  /** Tells the public key only. */
  @Override
  public String toString() {
    return "Ed25519Key";
  }
}
