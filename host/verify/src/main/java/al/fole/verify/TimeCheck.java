// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/**
 * The signatures and time-stamps beside a log: each holds, is over a checkpoint of this log, and
 * the authority's times ascend with the sizes.
 */
final class TimeCheck {
  private static final String FOR_TIME = "1.3.6.1.5.5.7.3.8";

  private final Log log;
  private final List<X509Certificate> authorities;

  /** Empty believes the certificate that a signature brings. */
  private final List<X509Certificate> signers;

  int signatures;
  int stamps;
  Date last = new Date(0);

  TimeCheck(Log log, List<X509Certificate> authorities, List<X509Certificate> signers) {
    this.log = log;
    this.authorities = authorities;
    this.signers = signers;
  }

  TimeCheck run(Path times, Language language) throws IOException {
    List<Long> sizes = List.of();
    if (Files.isDirectory(times)) {
      try (var places = Files.list(times)) {
        var names = places.map(place -> place.getFileName().toString());
        sizes = names.filter(n -> n.matches("\\d{1,18}")).map(Long::valueOf).sorted().toList();
      }
    }
    for (long size : sizes) {
      try {
        check(size, times.resolve(Long.toString(size)));
      } catch (Unsound e) {
        throw new Unsound("time/%d: %s", size, e.in(language));
      } catch (GeneralSecurityException | ParseException | RuntimeException e) {
        throw new Unsound("time/%d: %s", size, language.say("malformed"));
      }
    }
    return this;
  }

  private void check(long size, Path place)
      throws GeneralSecurityException, IOException, ParseException {
    var content = Files.readAllBytes(place.resolve("checkpoint"));
    var checkpoint = log.ring().believe(new String(content, StandardCharsets.UTF_8));
    log.requireConsistent(checkpoint, log.checkpoint());
    var file = Files.readAllBytes(place.resolve("checkpoint.p7s"));
    var signature = Cms.read(ContentInfo.getInstance(file), content, signers);
    signatures++;
    var at = signature.claimed();
    var token = place.resolve("checkpoint.tsr");
    if (Files.exists(token)) {
      at = stamp(content, Files.readAllBytes(token));
      stamps++;
    }
    if (checkpoint.size() != size) {
      throw new Unsound("it is a checkpoint of another size");
    }
    if (!signers.isEmpty()) {
      signature.require(signers, at);
    }
  }

  private Date stamp(byte[] content, byte[] file)
      throws GeneralSecurityException, IOException, ParseException {
    var token = TimeStampResp.getInstance(file).getTimeStampToken();
    var inner = SignedData.getInstance(token.getContent()).getEncapContentInfo().getContent();
    var bytes = ASN1OctetString.getInstance(inner).getOctets();
    var cms = Cms.read(token, bytes, authorities);
    var info = TSTInfo.getInstance(bytes);
    var imprint = info.getMessageImprint();
    var at = info.getGenTime().getDate();
    if (!imprint.getHashAlgorithm().getAlgorithm().getId().equals(Cms.SHA256)
        || !MessageDigest.isEqual(imprint.getHashedMessage(), Hash.sha256(content))) {
      throw new Unsound("the time-stamp is over other bytes");
    }
    cms.require(authorities, at);
    if (!List.of(FOR_TIME).equals(cms.signer().getExtendedKeyUsage())
        || !cms.signer().getCriticalExtensionOIDs().contains("2.5.29.37")) {
      throw new Unsound("the authority's certificate is not for time-stamping alone");
    }
    if (at.before(last)) {
      throw new Unsound("the time-stamp is older than the one before it");
    }
    last = at;
    return at;
  }
}
