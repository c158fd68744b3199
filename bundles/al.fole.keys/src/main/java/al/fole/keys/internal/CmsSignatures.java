// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Judgement;
import al.fole.keys.Judgement.Verdict;
import al.fole.keys.Signatures;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * CMS read by Bouncy Castle, the signature itself checked by the JDK. A signer is looked up among
 * the trusted certificates by issuer and serial number or key identifier; the key that checks him
 * is always that of the trusted certificate.
 */
@Component(configurationPid = "al.fole.keys")
public final class CmsSignatures implements Signatures {

  /** Bytes of the largest signature that is read. */
  static final int LARGEST = 64 * 1024;

  /** Signers of one signature at most: each costs a public-key operation. */
  static final int MOST_SIGNERS = 16;

  @Override
  public List<Judgement> judge(
      byte[] content, byte[] signature, Collection<X509Certificate> trusted, Instant at) {
    List<Judgement> judgements = new ArrayList<>();
    CMSSignedData signed = read(content, signature);
    for (SignerInformation signer : signed.getSignerInfos()) {
      judgements.add(judge(signed, signer, trusted, at));
    }
    return judgements;
  }

  /** Only DER without content of its own; whatever else the parser throws means the same. */
  static CMSSignedData read(byte[] content, byte[] signature) {
    if (signature.length > LARGEST) {
      throw new IllegalArgumentException("the signature is larger than " + LARGEST + " bytes");
    }
    try {
      var outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(signature));
      if (outer == null || !CMSObjectIdentifiers.signedData.equals(outer.getContentType())) {
        throw new IllegalArgumentException("it is no signed data");
      }
      var inner = SignedData.getInstance(outer.getContent()).getEncapContentInfo();
      if (inner.getContent() != null) {
        throw new IllegalArgumentException("the signature is not detached");
      }
      var signed = new CMSSignedData(new CMSProcessableByteArray(content), outer);
      if (signed.getSignerInfos().size() > MOST_SIGNERS) {
        throw new IllegalArgumentException("more than " + MOST_SIGNERS + " signers");
      }
      return signed;
    } catch (IOException | CMSException | ClassCastException | IllegalStateException e) {
      throw new IllegalArgumentException("it is no CMS signature in DER", e);
    }
  }

  private Judgement judge(
      CMSSignedData signed,
      SignerInformation signer,
      Collection<X509Certificate> trusted,
      Instant at) {
    @Nullable Judgement best = null;
    for (X509Certificate certificate : trusted) {
      if (signer.getSID().match(holder(certificate))) {
        var judgement = new Judgement(fingerprint(certificate), verdict(signer, certificate, at));
        if (best == null || judgement.verdict().compareTo(best.verdict()) > 0) {
          best = judgement;
        }
      }
    }
    return best == null ? new Judgement(named(signed, signer), Verdict.UNKNOWN) : best;
  }

  private static Verdict verdict(
      SignerInformation signer, X509Certificate certificate, Instant at) {
    if (!Strength.enough(signer, certificate.getPublicKey())) {
      return Verdict.WEAK;
    }
    if (!fits(signer, certificate)) {
      return Verdict.FALSE;
    }
    if (!SignerUse.permits(certificate)) {
      return Verdict.UNFIT;
    }
    if (at.isAfter(certificate.getNotAfter().toInstant())) {
      return Verdict.EXPIRED;
    }
    return at.isBefore(certificate.getNotBefore().toInstant())
        ? Verdict.NOT_YET_VALID
        : Verdict.GOOD;
  }

  /** Given the bare key, Bouncy Castle does not look at the time the signer claims. */
  private static boolean fits(SignerInformation signer, X509Certificate certificate) {
    try {
      return signer.verify(
          new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
    } catch (CMSException | OperatorCreationException | RuntimeException e) {
      // Attributes that are missing or contradict each other, a signature that is none.
      return false;
    }
  }

  private static String named(CMSSignedData signed, SignerInformation signer) {
    for (X509CertificateHolder brought : signed.getCertificates().getMatches(null)) {
      if (signer.getSID().match(brought)) {
        try {
          return sha256(brought.getEncoded());
        } catch (IOException e) {
          throw new IllegalArgumentException("it is no CMS signature in DER", e);
        }
      }
    }
    return "";
  }

  @Override
  public String fingerprint(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
