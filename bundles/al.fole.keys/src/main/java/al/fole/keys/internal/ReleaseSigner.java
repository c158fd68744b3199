// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@link CmsSignatures} judges. For the tool that signs releases: no service offers it,
 * and no host calls it.
 *
 * @param key the private key, EC or RSA
 * @param certificate whose key it is
 */
public record ReleaseSigner(PrivateKey key, X509Certificate certificate) {

  /** A new key on P-256 with a certificate it has signed itself, fit for signing releases. */
  public static ReleaseSigner make(String name, Instant from, Instant until)
      throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    var subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  subject,
                  new BigInteger(120, new SecureRandom()).setBit(119),
                  Date.from(from),
                  Date.from(until),
                  subject,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new ReleaseSigner(pair.getPrivate(), certificate);
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /**
   * A detached signature over the content. Of an earlier one it keeps the other signers; what this
   * signer had in it is replaced.
   *
   * @param earlier a signature over the same content to add to, or null
   * @throws GeneralSecurityException when the key cannot be used
   * @throws IllegalArgumentException when {@code earlier} is no signature
   */
  public byte[] sign(byte[] content, byte @Nullable [] earlier) throws GeneralSecurityException {
    try {
      var generator = new CMSSignedDataGenerator();
      generator.setEncoding(ASN1Encoding.DER);
      var own = new JcaX509CertificateHolder(certificate);
      if (earlier != null) {
        CMSSignedData before = CmsSignatures.read(content, earlier);
        List<SignerInformation> others = new ArrayList<>();
        for (SignerInformation signer : before.getSignerInfos()) {
          if (!signer.getSID().match(own)) {
            others.add(signer);
          }
        }
        generator.addSigners(new SignerInformationStore(others));
        for (var brought : before.getCertificates().getMatches(null)) {
          if (!brought.equals(own)) {
            generator.addCertificate(brought);
          }
        }
      }
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder(algorithm()).build(key), certificate));
      generator.addCertificate(own);
      return generator
          .generate(new CMSProcessableByteArray(content), false)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException | CMSException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private String algorithm() {
    if (certificate.getPublicKey() instanceof ECKey ec) {
      boolean longer = ec.getParams().getOrder().bitLength() > 256;
      return longer ? "SHA384withECDSA" : "SHA256withECDSA";
    }
    return "SHA256withRSA";
  }
}
