// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/**
 * The signatures and time-stamps beside a log: each holds, is over a checkpoint of this log, and
 * the authority's times ascend with the sizes.
 *
 * @param authorities who may stamp, or certify who does
 * @param signers who may sign; empty believes the certificate that a signature brings
 */
record TimeCheck(Log log, List<X509Certificate> authorities, List<X509Certificate> signers) {
  /** SHA-256, SHA-384, SHA-512. */
  private static final List<String> DIGESTS =
      List.of("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3");

  /** Certificates in PEM or DER; none without a file. */
  static List<X509Certificate> certificates(@Nullable Path file) throws IOException {
    if (file == null) {
      return List.of();
    }
    try (var in = Files.newInputStream(file)) {
      var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
      return all.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw new IOException(file + ": " + e.getMessage());
    }
  }

  /** Returns what is to be said of them. */
  String run(Words words) throws IOException {
    int stamps = 0;
    var last = new Date(0);
    var sizes = log.tiles().numbers("time");
    for (long size : sizes) {
      var place = log.tiles().directory().resolve("time").resolve(Long.toString(size));
      var content = Files.readAllBytes(place.resolve("checkpoint"));
      var signature = Files.readAllBytes(place.resolve("checkpoint.p7s"));
      var token = place.resolve("checkpoint.tsr");
      var stamp = Files.exists(token) ? Files.readAllBytes(token) : null;
      try {
        var at = check(size, content, signature, stamp, last);
        last = stamp == null ? last : at;
        stamps += stamp == null ? 0 : 1;
      } catch (CMSSignerDigestMismatchException e) {
        throw new Unsound(-1, -1, "time", size, words.say("signature"));
      } catch (Unsound e) {
        throw new Unsound(-1, -1, "time", size, e.in(words));
      } catch (Exception unreadable) {
        throw new Unsound(-1, -1, "time", size, words.say("malformed"));
      }
    }
    return words.say("sound-time", sizes.size(), stamps, stamps == 0 ? "-" : last.toInstant());
  }

  /** Returns the time of the stamp, without one that of the signature. */
  private Date check(long size, byte[] content, byte[] file, byte @Nullable [] stamp, Date last)
      throws Exception {
    var checkpoint = log.ring().believe(new String(content, StandardCharsets.UTF_8));
    log.requireConsistent(checkpoint, log.checkpoint());
    var signed = new CMSSignedData(new CMSProcessableByteArray(content), file);
    var signer = signer(signed, signers);
    var at = stamp == null ? claimed(signed) : stamped(content, stamp, last);
    Unsound.unless(checkpoint.size() == size, "time-size");
    Unsound.unless(signers.isEmpty() || trusted(signer, signers, at), "untrusted");
    return at;
  }

  private Date stamped(byte[] content, byte[] file, Date last) throws Exception {
    var token = new TimeStampResponse(file).getTimeStampToken();
    var signer = signer(token.toCMSSignedData(), authorities);
    var info = token.getTimeStampInfo();
    var at = info.getGenTime();
    boolean hashed = info.getMessageImprintAlgOID().getId().equals(DIGESTS.get(0));
    boolean ours = Arrays.equals(info.getMessageImprintDigest(), Hash.sha256(content));
    Unsound.unless(hashed && ours, "time-other");
    Unsound.unless(trusted(signer, authorities, at), "untrusted");
    // critical extended key usage: time-stamping and nothing else (RFC 3161 §2.3)
    boolean critical = signer.getCriticalExtensionOIDs().contains("2.5.29.37");
    boolean alone = List.of("1.3.6.1.5.5.7.3.8").equals(signer.getExtendedKeyUsage());
    Unsound.unless(critical && alone, "time-purpose");
    Unsound.unless(!at.before(last), "time-back");
    return at;
  }

  /**
   * The one who signed, RFC 5652 §5.4, with SHA-2 and signed attributes. The key is asked, not the
   * certificate: when that was valid is another question.
   */
  private static X509Certificate signer(CMSSignedData signed, List<X509Certificate> known)
      throws Exception {
    var candidates = new ArrayList<>(known);
    for (var brought : signed.getCertificates().getMatches(null)) {
      candidates.add(new JcaX509CertificateConverter().getCertificate(brought));
    }
    var signatures = signed.getSignerInfos().getSigners();
    for (var candidate : candidates) {
      var signature = signatures.iterator().next();
      if (signature.getSID().match(new JcaX509CertificateHolder(candidate))) {
        var key = new JcaSimpleSignerInfoVerifierBuilder().build(candidate.getPublicKey());
        boolean strong = DIGESTS.contains(signature.getDigestAlgOID());
        boolean one = signatures.size() == 1 && signature.getSignedAttributes() != null;
        Unsound.unless(one && strong && signature.verify(key), "signature");
        return candidate;
      }
    }
    throw new CertificateException("the signer's certificate is nowhere");
  }

  private static Date claimed(CMSSignedData signed) {
    var signature = signed.getSignerInfos().getSigners().iterator().next();
    var time = signature.getSignedAttributes().get(CMSAttributes.signingTime);
    return Time.getInstance(time.getAttributeValues()[0]).getDate();
  }

  /** Whether he is one of these, or certified by one, and was valid then. */
  private static boolean trusted(X509Certificate signer, List<X509Certificate> by, Date at) {
    boolean valid = !at.before(signer.getNotBefore()) && !at.after(signer.getNotAfter());
    return valid && by.stream().anyMatch(one -> one.equals(signer) || issued(signer, one));
  }

  private static boolean issued(X509Certificate signer, X509Certificate issuer) {
    try {
      signer.verify(issuer.getPublicKey());
      return issuer.getBasicConstraints() >= 0
          && issuer.getSubjectX500Principal().equals(signer.getIssuerX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
