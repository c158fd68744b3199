// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.fakes;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority that is made for one test, and what it certifies. */
record AuthorityKeys(X500Name name, KeyPair pair, X509Certificate certificate) {
  private static final Duration LONG = Duration.ofDays(3650);

  static AuthorityKeys make(String common) throws GeneralSecurityException {
    var name = new X500Name("CN=" + common);
    KeyPair pair = newPair();
    var extensions = new Extensions(true, false, new KeyUsage(KeyUsage.keyCertSign));
    Instant now = Instant.now();
    var certificate =
        issue(name, pair, name, pair, BigInteger.ONE, now.minus(LONG), now.plus(LONG), extensions);
    return new AuthorityKeys(name, pair, certificate);
  }

  static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A certificate for time-stamping; {@code critical} says that it is for nothing else. */
  X509Certificate forTime(KeyPair of, long serial, Instant until, boolean critical)
      throws GeneralSecurityException {
    var extensions = new Extensions(false, critical, new KeyUsage(KeyUsage.digitalSignature));
    return issue(
        name,
        pair,
        new X500Name("CN=Test time"),
        of,
        BigInteger.valueOf(serial),
        Instant.now().minus(LONG),
        until,
        extensions);
  }

  private record Extensions(boolean issuer, boolean critical, KeyUsage usage) {}

  private static X509Certificate issue(
      X500Name issuer,
      KeyPair by,
      X500Name subject,
      KeyPair of,
      BigInteger serial,
      Instant from,
      Instant until,
      Extensions extensions)
      throws GeneralSecurityException {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  issuer, serial, Date.from(from), Date.from(until), subject, of.getPublic())
              .addExtension(
                  Extension.basicConstraints, true, new BasicConstraints(extensions.issuer()))
              .addExtension(Extension.keyUsage, true, extensions.usage());
      if (!extensions.issuer()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            extensions.critical(),
            new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
