// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Keys derived from one root key by a label: HKDF-SHA-256 (RFC 5869), empty salt, 32 bytes. */
final class Kdf {
  private final byte[] root;
  private final ConcurrentHashMap<String, SecretKeySpec> byLabel = new ConcurrentHashMap<>();

  Kdf(byte[] root) {
    this.root = root.clone();
  }

  /** The key of a label; labels come from code, so the few of them are kept. */
  byte[] key(String label) {
    return byLabel.computeIfAbsent(label, this::macKey).getEncoded();
  }

  /** HMAC-SHA-256 of the message under the key of the label. */
  byte[] mac(String label, byte[] message) {
    return mac(byLabel.computeIfAbsent(label, this::macKey), message);
  }

  private SecretKeySpec macKey(String label) {
    return new SecretKeySpec(derive(root, label.getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
  }

  static byte[] mac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing from this Java", e);
    }
  }

  static byte[] derive(byte[] root, byte[] info) {
    var hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(root, null, info));
    byte[] out = new byte[32];
    hkdf.generateBytes(out, 0, out.length);
    return out;
  }

  @Override
  public String toString() {
    return "Kdf";
  }
}
