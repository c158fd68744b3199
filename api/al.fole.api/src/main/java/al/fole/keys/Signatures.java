// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Judges detached signatures: CMS (RFC 5652) in DER, with signed attributes, ECDSA over P-256,
 * P-384 or P-521 or RSA (PKCS #1) of 3072 bits or more, and SHA-256, SHA-384 or SHA-512. Nothing
 * the signature itself brings or claims is trusted: neither a certificate in it nor its time.
 */
@ProviderType
public interface Signatures {

  /**
   * A judgement for each signer the signature names, in its order; empty when it names none.
   *
   * @param content the signed bytes
   * @param signature the CMS structure; at most 64 KiB and 16 signers
   * @param trusted the certificates a signer must have one of
   * @param at the time at which the certificates must be valid
   * @throws IllegalArgumentException when it is no such structure or carries content of its own
   */
  List<Judgement> judge(
      byte[] content, byte[] signature, Collection<X509Certificate> trusted, Instant at);

  /** SHA-256 of the certificate's DER, in lower-case hexadecimal. */
  String fingerprint(X509Certificate certificate);
}
