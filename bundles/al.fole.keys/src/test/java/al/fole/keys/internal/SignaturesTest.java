// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.keys.Judgement;
import al.fole.keys.Judgement.Verdict;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/** A signature counts when a trusted signer made it over these bytes with algorithms that hold. */
class SignaturesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(86_400);
  private static final Instant LATER = NOW.plusSeconds(86_400);
  private static final byte[] CONTENT = "{\"format\":1}".getBytes(UTF_8);

  private final CmsSignatures signatures = new CmsSignatures();
  private final ReleaseSigner one = signer("one");
  private final ReleaseSigner two = signer("two");

  private static ReleaseSigner signer(String name) {
    try {
      return ReleaseSigner.make(name, EARLIER, LATER);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Verdict> verdicts(byte[] content, byte[] signature, X509Certificate... trusted) {
    return signatures.judge(content, signature, List.of(trusted), NOW).stream()
        .map(Judgement::verdict)
        .toList();
  }

  @Test
  void aTrustedSignersSignatureIsGoodAndNamesHisCertificate() throws Exception {
    byte[] signature = one.sign(CONTENT, null);
    assertEquals(
        List.of(new Judgement(signatures.fingerprint(one.certificate()), Verdict.GOOD)),
        signatures.judge(CONTENT, signature, List.of(two.certificate(), one.certificate()), NOW));
  }

  @Test
  void aSignerWhoIsNotTrustedIsUnknownAndNamed() throws Exception {
    assertEquals(
        List.of(new Judgement(signatures.fingerprint(one.certificate()), Verdict.UNKNOWN)),
        signatures.judge(CONTENT, one.sign(CONTENT, null), List.of(two.certificate()), NOW));
  }

  @Test
  void aSignatureOverOtherBytesIsFalse() throws Exception {
    byte[] other = "{\"format\":2}".getBytes(UTF_8);
    assertEquals(
        List.of(Verdict.FALSE), verdicts(CONTENT, one.sign(other, null), one.certificate()));
  }

  @Test
  void aCertificateOfTheSameNameAndNumberDoesNotStandForAnother() throws Exception {
    ReleaseSigner posing = posing(one.certificate());
    assertEquals(
        List.of(Verdict.FALSE), verdicts(CONTENT, posing.sign(CONTENT, null), one.certificate()));
  }

  @Test
  void ofTwoTrustedCertificatesOfOneNameAndNumberTheOneThatFitsCounts() throws Exception {
    ReleaseSigner posing = posing(one.certificate());
    byte[] signature = one.sign(CONTENT, null);
    assertEquals(
        List.of(Verdict.GOOD),
        verdicts(CONTENT, signature, posing.certificate(), one.certificate()));
    assertEquals(
        List.of(Verdict.GOOD),
        verdicts(CONTENT, signature, one.certificate(), posing.certificate()));
  }

  @Test
  void validityIsJudgedAtTheTimeGivenAndNotAtTheOneClaimed() throws Exception {
    byte[] signature = one.sign(CONTENT, null);
    List<X509Certificate> trusted = List.of(one.certificate());
    assertEquals(
        Verdict.EXPIRED,
        signatures.judge(CONTENT, signature, trusted, LATER.plusSeconds(1)).get(0).verdict());
    assertEquals(
        Verdict.NOT_YET_VALID,
        signatures.judge(CONTENT, signature, trusted, EARLIER.minusSeconds(1)).get(0).verdict());
  }

  @Test
  void aSecondSignerIsAddedAndSigningAgainReplacesOnesOwn() throws Exception {
    byte[] both = two.sign(CONTENT, one.sign(CONTENT, null));
    assertEquals(
        Set.of(Verdict.GOOD, Verdict.UNKNOWN),
        Set.copyOf(verdicts(CONTENT, both, one.certificate())));
    assertEquals(
        List.of(Verdict.GOOD, Verdict.GOOD),
        verdicts(CONTENT, both, one.certificate(), two.certificate()));
    assertEquals(2, verdicts(CONTENT, two.sign(CONTENT, both)).size());
  }

  @Test
  void aBrokenSignatureBesideAGoodOneIsSeen() throws Exception {
    byte[] other = "{}".getBytes(UTF_8);
    byte[] mixed = two.sign(CONTENT, one.sign(other, null));
    assertEquals(
        Set.of(Verdict.FALSE, Verdict.GOOD),
        Set.copyOf(verdicts(CONTENT, mixed, one.certificate(), two.certificate())));
  }

  @Test
  void weakDigestsKeysAndCurvesAreWeak() throws Exception {
    ReleaseSigner rsa = made(rsa(3072), KeyUsage.digitalSignature, KeyPurposeId.id_kp_codeSigning);
    ReleaseSigner small =
        made(rsa(2048), KeyUsage.digitalSignature, KeyPurposeId.id_kp_codeSigning);
    assertEquals(
        List.of(Verdict.GOOD), verdicts(CONTENT, rsa.sign(CONTENT, null), rsa.certificate()));
    assertEquals(
        List.of(Verdict.WEAK), verdicts(CONTENT, small.sign(CONTENT, null), small.certificate()));
    for (String algorithm : List.of("SHA1withRSA", "SHA224withRSA")) {
      assertEquals(
          List.of(Verdict.WEAK),
          verdicts(CONTENT, signed(rsa, algorithm, true), rsa.certificate()),
          algorithm);
    }
    assertEquals(
        List.of(Verdict.WEAK),
        verdicts(CONTENT, signed(one, "SHA1withECDSA", true), one.certificate()));
  }

  @Test
  void withoutSignedAttributesItIsWeak() throws Exception {
    assertEquals(
        List.of(Verdict.WEAK),
        verdicts(CONTENT, signed(one, "SHA256withECDSA", false), one.certificate()));
  }

  @Test
  void aCertificateForSomethingElseIsUnfit() throws Exception {
    KeyPair pair = p256();
    for (ReleaseSigner unfit :
        List.of(
            made(pair, KeyUsage.keyCertSign, KeyPurposeId.id_kp_codeSigning),
            made(pair, KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth),
            made(pair, 0, KeyPurposeId.id_kp_codeSigning),
            made(pair, KeyUsage.digitalSignature, null))) {
      assertEquals(
          List.of(Verdict.UNFIT),
          verdicts(CONTENT, unfit.sign(CONTENT, null), unfit.certificate()));
    }
  }

  @Test
  void whatIsNoDetachedSignatureIsRefused() throws Exception {
    byte[] signature = one.sign(CONTENT, null);
    byte[] cut = Arrays.copyOf(signature, signature.length - 7);
    byte[] longer = Arrays.copyOf(signature, signature.length + 1);
    byte[] attached = attached();
    for (byte[] wrong : List.of(new byte[0], new byte[] {1, 2, 3}, cut, longer, attached)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> signatures.judge(CONTENT, wrong, List.of(one.certificate()), NOW));
    }
  }

  @Test
  void aHugeSignatureIsNotEvenRead() throws Exception {
    byte[] huge = Arrays.copyOf(one.sign(CONTENT, null), CmsSignatures.LARGEST + 1);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> signatures.judge(CONTENT, huge, List.of(one.certificate()), NOW));
    assertEquals("the signature is larger than 65536 bytes", refused.getMessage());
  }

  @Test
  void moreThanSixteenSignersAreRefused() throws Exception {
    byte[] signature = one.sign(CONTENT, null);
    for (int i = 0; i < CmsSignatures.MOST_SIGNERS; i++) {
      signature = signer("signer " + i).sign(CONTENT, signature);
    }
    byte[] many = signature;
    assertThrows(
        IllegalArgumentException.class,
        () -> signatures.judge(CONTENT, many, List.of(one.certificate()), NOW));
  }

  private byte[] attached() throws Exception {
    var generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(one.key()),
                one.certificate()));
    return generator.generate(new CMSProcessableByteArray(CONTENT), true).getEncoded("DER");
  }

  private static byte[] signed(ReleaseSigner signer, String algorithm, boolean attributes)
      throws Exception {
    var builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
    builder.setDirectSignature(!attributes);
    var generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        builder.build(
            new JcaContentSignerBuilder(algorithm).build(signer.key()), signer.certificate()));
    return generator.generate(new CMSProcessableByteArray(CONTENT), false).getEncoded("DER");
  }

  /** Another key under the name and number of a certificate. */
  private static ReleaseSigner posing(X509Certificate as) throws Exception {
    KeyPair pair = p256();
    var name = X500Name.getInstance(as.getSubjectX500Principal().getEncoded());
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            as.getSerialNumber(),
            as.getNotBefore(),
            as.getNotAfter(),
            name,
            pair.getPublic());
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    return new ReleaseSigner(
        pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
  }

  private static ReleaseSigner made(
      KeyPair pair, int usage, @org.jspecify.annotations.Nullable KeyPurposeId purpose)
      throws Exception {
    var name = new X500Name("CN=made");
    var builder =
        new JcaX509v3CertificateBuilder(
            name, BigInteger.TEN, Date.from(EARLIER), Date.from(LATER), name, pair.getPublic());
    if (usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    if (purpose != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    String algorithm =
        "SHA256with" + (pair.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA");
    var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
    return new ReleaseSigner(
        pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
  }

  private static KeyPair p256() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa(int bits) throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
