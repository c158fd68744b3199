// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A CMS signature of one signer that holds (RFC 5652 §5.4): ECDSA or RSA, SHA-2.
 *
 * @param claimed when the signer says that he signed
 */
record Cms(X509Certificate signer, Date claimed) {
  static final String SHA256 = "2.16.840.1.101.3.4.2.1";
  private static final List<String> DIGESTS =
      List.of(SHA256, "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3");

  static Cms read(ContentInfo outer, byte[] content, List<X509Certificate> known)
      throws GeneralSecurityException, IOException {
    var signed = SignedData.getInstance(outer.getContent());
    var candidates = new ArrayList<>(known);
    for (var certificate : signed.getCertificates()) {
      candidates.addAll(certificates(certificate.toASN1Primitive().getEncoded()));
    }
    var info = SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0));
    var name = IssuerAndSerialNumber.getInstance(info.getSID().getId());
    var signer = candidates.stream().filter(c -> name.equals(name(c))).findFirst().orElseThrow();
    var attributes = new AttributeTable(info.getAuthenticatedAttributes());
    int digest = DIGESTS.indexOf(info.getDigestAlgorithm().getAlgorithm().getId());
    var bits = List.of("256", "384", "512").get(digest);
    var said = ASN1OctetString.getInstance(value(attributes, CMSAttributes.messageDigest));
    var key = signer.getPublicKey();
    var verifier =
        Signature.getInstance("SHA" + bits + "with" + key.getAlgorithm().replace("EC", "ECDSA"));
    verifier.initVerify(key);
    verifier.update(info.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER));
    var made = MessageDigest.getInstance("SHA-" + bits).digest(content);
    if (signed.getSignerInfos().size() != 1
        || !signed
            .getEncapContentInfo()
            .getContentType()
            .equals(value(attributes, CMSAttributes.contentType))
        || !MessageDigest.isEqual(said.getOctets(), made)
        || !verifier.verify(info.getEncryptedDigest().getOctets())) {
      throw new Unsound("the signature does not hold");
    }
    var time = attributes.get(CMSAttributes.signingTime);
    return new Cms(
        signer,
        time == null ? new Date() : Time.getInstance(time.getAttributeValues()[0]).getDate());
  }

  private static Object value(
      AttributeTable attributes, org.bouncycastle.asn1.ASN1ObjectIdentifier name) {
    return attributes.get(name).getAttributeValues()[0];
  }

  private static IssuerAndSerialNumber name(X509Certificate certificate) {
    return new IssuerAndSerialNumber(
        X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()),
        certificate.getSerialNumber());
  }

  static List<X509Certificate> certificates(byte[] file) throws CertificateException {
    var in = new ByteArrayInputStream(file);
    var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
    return all.stream().map(X509Certificate.class::cast).toList();
  }

  /** Fails unless the signer is trusted, or certified by who is, and valid then. */
  void require(List<X509Certificate> trusted, Date at) {
    if (at.before(signer.getNotBefore())
        || at.after(signer.getNotAfter())
        || trusted.stream().noneMatch(known -> known.equals(signer) || issued(known))) {
      throw new Unsound("it is not of a trusted certificate that was valid then");
    }
  }

  private boolean issued(X509Certificate issuer) {
    try {
      signer.verify(issuer.getPublicKey());
      return issuer.getBasicConstraints() >= 0
          && issuer.getSubjectX500Principal().equals(signer.getIssuerX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
