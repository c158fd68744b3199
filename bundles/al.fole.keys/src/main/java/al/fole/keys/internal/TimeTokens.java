// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.TimeStamp;
import al.fole.keys.TimeStamp.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/** RFC 3161 from the asking side. Each way an answer can be wrong is told from the others. */
final class TimeTokens {
  private static final int NONCE_BITS = 128;

  private TimeTokens() {}

  static byte[] request(byte[] content, @Nullable String policy) {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    if (policy != null) {
      generator.setReqPolicy(new ASN1ObjectIdentifier(policy));
    }
    var nonce = new BigInteger(NONCE_BITS - 1, new SecureRandom()).setBit(NONCE_BITS - 2);
    try {
      byte[] imprint = MessageDigest.getInstance("SHA-256").digest(content);
      return generator.generate(TSPAlgorithms.SHA256, imprint, nonce).getEncoded();
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static TimeStamp judge(byte[] request, byte[] answer, Collection<X509Certificate> trusted) {
    TimeStampRequest asked;
    try {
      asked = new TimeStampRequest(request);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no request", e);
    }
    try {
      return judge(asked, new TimeStampResponse(answer), trusted);
    } catch (IOException | TSPException | GeneralSecurityException | RuntimeException e) {
      // Whatever a parser throws: these bytes are no answer.
      return new TimeStamp(Verdict.MALFORMED, null);
    }
  }

  private static TimeStamp judge(
      TimeStampRequest asked, TimeStampResponse response, Collection<X509Certificate> trusted)
      throws GeneralSecurityException, TSPException, IOException {
    TimeStampToken token = response.getTimeStampToken();
    if (response.getStatus() != PKIStatus.GRANTED
        && response.getStatus() != PKIStatus.GRANTED_WITH_MODS) {
      return new TimeStamp(Verdict.REFUSED, null);
    }
    if (token == null) {
      return new TimeStamp(Verdict.MALFORMED, null);
    }
    Verdict verdict = verdict(asked, token, trusted);
    var at = token.getTimeStampInfo().getGenTime().toInstant();
    return new TimeStamp(verdict, verdict == Verdict.GOOD ? at : null);
  }

  private static Verdict verdict(
      TimeStampRequest asked, TimeStampToken token, Collection<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    var info = token.getTimeStampInfo();
    if (!info.getMessageImprintAlgOID().equals(asked.getMessageImprintAlgOID())
        || !MessageDigest.isEqual(
            info.getMessageImprintDigest(), asked.getMessageImprintDigest())) {
      return Verdict.OTHER_BYTES;
    }
    if (!asked.getNonce().equals(info.getNonce())) {
      return Verdict.OTHER_REQUEST;
    }
    if (asked.getReqPolicy() != null && !asked.getReqPolicy().equals(info.getPolicy())) {
      return Verdict.OTHER_POLICY;
    }
    List<X509Certificate> brought = new ArrayList<>();
    X509Certificate signer = null;
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      var certificate = new JcaX509CertificateConverter().getCertificate(holder);
      brought.add(certificate);
      if (token.getSID().match(holder)) {
        signer = certificate;
      }
    }
    for (X509Certificate known : trusted) {
      if (token.getSID().match(new X509CertificateHolder(known.getEncoded()))) {
        signer = known;
      }
    }
    return signer == null ? Verdict.UNKNOWN : verdict(token, signer, brought, trusted);
  }

  private static Verdict verdict(
      TimeStampToken token,
      X509Certificate signer,
      List<X509Certificate> brought,
      Collection<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    Date at = token.getTimeStampInfo().getGenTime();
    boolean valid = !at.before(signer.getNotBefore()) && !at.after(signer.getNotAfter());
    // An expired certificate is told from an unknown one: the path is looked at within its
    // validity.
    Date within = valid ? at : signer.getNotBefore();
    if (!trusted.contains(signer) && !leadsTo(trusted, signer, brought, within)) {
      return Verdict.UNKNOWN;
    }
    try {
      TSPUtil.validateCertificate(new X509CertificateHolder(signer.getEncoded()));
    } catch (TSPException e) {
      return Verdict.UNFIT;
    }
    if (!valid) {
      return Verdict.EXPIRED;
    }
    try {
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder()
              .build(new X509CertificateHolder(signer.getEncoded())));
      return Verdict.GOOD;
    } catch (TSPException | OperatorCreationException e) {
      return Verdict.FALSE;
    }
  }

  private static boolean leadsTo(
      Collection<X509Certificate> trusted,
      X509Certificate signer,
      List<X509Certificate> brought,
      Date at)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    trusted.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
    if (anchors.isEmpty()) {
      return false;
    }
    var target = new X509CertSelector();
    target.setCertificate(signer);
    var parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(brought)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(at);
    try {
      return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
