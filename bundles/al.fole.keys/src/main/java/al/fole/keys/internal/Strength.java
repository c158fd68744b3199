// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cms.SignerInformation;

/**
 * The algorithms a signature may be made with, and no others. RSASSA-PSS is not among them: its
 * parameters name digests of their own.
 */
final class Strength {

  /** Bits of an RSA modulus: 128 bits of security, NIST SP 800-57 part 1, table 2. */
  private static final int RSA_BITS = 3072;

  /**
   * Orders of P-256, P-384 and P-521, by their length; other curves of these lengths are not read.
   */
  private static final Set<Integer> CURVES = Set.of(256, 384, 521);

  private static final Set<String> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId());

  private static final Set<String> RSA =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption.getId(),
          PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha512WithRSAEncryption.getId());

  private static final Set<String> ECDSA =
      Set.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA512.getId());

  private Strength() {}

  /** Whether key, digest and algorithm are on the list, and the attributes are signed. */
  static boolean enough(SignerInformation signer, PublicKey key) {
    return signer.getSignedAttributes() != null
        && DIGESTS.contains(signer.getDigestAlgOID())
        && enough(signer.getEncryptionAlgOID(), key);
  }

  private static boolean enough(String algorithm, PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return RSA.contains(algorithm) && rsa.getModulus().bitLength() >= RSA_BITS;
    }
    return key instanceof ECPublicKey ec
        && ECDSA.contains(algorithm)
        && CURVES.contains(ec.getParams().getOrder().bitLength());
  }
}
