// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/** An evidence key or a time-stamp authority, with a certificate of its own or of an issuer. */
final class Evidence {
  static final long NOW = 1_700_000_000_000L;
  static final long DAY = 86_400_000L;

  final X509Certificate certificate;
  private final KeyPair keys;
  private String algorithm = "SHA256withECDSA";
  private boolean bare;

  private Evidence(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** Valid for a day around {@link #NOW}. */
  static Evidence of(String name, @Nullable Evidence issuer, Extension... extensions)
      throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return of(generator.generateKeyPair(), name, issuer, extensions);
  }

  /** The same key, name and number, with other extensions. */
  Evidence twin(String name, Extension... extensions) throws Exception {
    return of(keys, name, null, extensions);
  }

  private static Evidence of(
      KeyPair keys, String name, @Nullable Evidence issuer, Extension... extensions)
      throws Exception {
    var by = issuer == null ? "CN=" + name : issuer.certificate.getSubjectX500Principal().getName();
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(by),
            BigInteger.valueOf(name.hashCode() & 0xffff),
            new Date(NOW - DAY),
            new Date(NOW + DAY),
            new X500Name("CN=" + name),
            keys.getPublic());
    for (var extension : extensions) {
      builder.addExtension(extension);
    }
    var key = issuer == null ? keys.getPrivate() : issuer.keys.getPrivate();
    var held = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    return new Evidence(keys, new JcaX509CertificateConverter().getCertificate(held));
  }

  static Extension authority() throws Exception {
    return new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded());
  }

  static Extension purposes(boolean critical, KeyPurposeId... purposes) throws Exception {
    var usage = new ExtendedKeyUsage(purposes);
    return new Extension(Extension.extendedKeyUsage, critical, usage.getEncoded());
  }

  Evidence with(String signature) {
    algorithm = signature;
    return this;
  }

  Evidence bare(boolean withoutAttributes) {
    bare = withoutAttributes;
    return this;
  }

  private SignerInfoGenerator signer(long at) throws Exception {
    var signing = new Attribute(CMSAttributes.signingTime, new DERSet(new Time(new Date(at))));
    var table = new AttributeTable(new DERSet(signing));
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    return new JcaSignerInfoGeneratorBuilder(digests)
        .setDirectSignature(bare)
        .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(table))
        .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()), certificate);
  }

  /** A detached CMS signature by all of them. */
  static byte[] sign(byte[] content, long at, Evidence... signers) throws Exception {
    var generator = new CMSSignedDataGenerator();
    var certificates = new ArrayList<X509Certificate>();
    for (var one : signers) {
      generator.addSignerInfoGenerator(one.signer(at));
      certificates.add(one.certificate);
    }
    generator.addCertificates(new JcaCertStore(certificates));
    return generator
        .generate(new CMSProcessableByteArray(content), false)
        .getEncoded(ASN1Encoding.DER);
  }

  /** A time-stamp response over a hash that is said to be of the algorithm. */
  byte[] stamp(ASN1ObjectIdentifier hash, byte[] imprint, long at) throws Exception {
    var asked = new TimeStampRequestGenerator();
    asked.setCertReq(true);
    var request = asked.generate(hash, imprint);
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    var sha256 = digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
    var policy = new ASN1ObjectIdentifier("1.2.3");
    var info =
        new JcaSignerInfoGeneratorBuilder(digests)
            .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()), certificate);
    var generator = new TimeStampTokenGenerator(info, sha256, policy);
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    var answers = new TimeStampResponseGenerator(generator, TSPAlgorithms.ALLOWED);
    return answers.generate(request, BigInteger.ONE, new Date(at)).getEncoded();
  }
}
