// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certificate says it is for. A signer of releases has key usage {@code digitalSignature}
 * and extended key usage {@code codeSigning} (RFC 5280, 4.2.1.3 and 4.2.1.12): a certificate made
 * for a web server or for mail signs no release.
 */
final class SignerUse {

  static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private SignerUse() {}

  static boolean permits(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    try {
      List<String> extended = certificate.getExtendedKeyUsage();
      return usage != null && usage[0] && extended != null && extended.contains(CODE_SIGNING);
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
