// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import al.fole.keys.Judgement;
import al.fole.keys.Judgement.Verdict;
import al.fole.keys.Signatures;
import al.fole.spi.Problem;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose releases this host takes: a directory outside every archive. Each {@code *.pem} in it is
 * the certificate of one signer, {@code revoked} names those who no longer count. It is read at
 * each use, so that what is put there or taken away counts at once.
 */
public final class Signers {

  private final Path directory;
  private final Signatures signatures;

  /**
   * @param directory of the certificates; may be absent, then nobody is trusted
   */
  public Signers(Path directory, Signatures signatures) {
    this.directory = directory;
    this.signatures = signatures;
  }

  /** Fingerprints of those who may sign now, with their certificates. */
  public Map<String, X509Certificate> trusted() {
    return SignerFiles.read(directory, signatures).certificates();
  }

  /** Fingerprints of those who no longer count. */
  public Map<String, Revocation> revoked() {
    return SignerFiles.read(directory, signatures).revoked();
  }

  /**
   * The fingerprints of the signers that count: on the list, not revoked, with a certificate valid
   * at that time, by a signature over exactly these bytes. Signers who are not on the list change
   * nothing; a trusted one whose signature is over other bytes spoils the rest.
   *
   * @throws Problem {@code release-unsigned}, {@code release-signature-false}, {@code
   *     release-signature-weak}, {@code release-signer-unknown}, {@code -revoked}, {@code
   *     -expired}, {@code -not-yet-valid}, {@code -unfit}; {@code release-no-signers}; {@code
   *     release-signers-unreadable}
   */
  public List<String> require(byte[] content, byte[] signature, Instant at) {
    SignerFiles files = SignerFiles.read(directory, signatures);
    if (files.certificates().isEmpty()) {
      throw ArchiveRefusals.noSigners(directory);
    }
    List<Judgement> judgements;
    try {
      judgements = signatures.judge(content, signature, files.certificates().values(), at);
    } catch (IllegalArgumentException e) {
      throw ArchiveRefusals.signatureUnreadable(String.valueOf(e.getMessage()));
    }
    if (judgements.isEmpty()) {
      throw ArchiveRefusals.unsigned();
    }
    List<String> good = new ArrayList<>();
    for (Judgement judgement : judgements) {
      if (judgement.verdict() == Verdict.FALSE) {
        throw ArchiveRefusals.of(Verdict.FALSE, judgement.fingerprint());
      }
      boolean revoked = files.revoked().containsKey(judgement.fingerprint());
      if (judgement.verdict() == Verdict.GOOD && !revoked) {
        good.add(judgement.fingerprint());
      }
    }
    if (good.isEmpty()) {
      throw refusal(judgements, files.revoked());
    }
    return List.copyOf(good);
  }

  /** Nobody counts: the first who was revoked is the cause, otherwise the worst that was found. */
  private static Problem refusal(
      Collection<Judgement> judgements, Map<String, Revocation> revoked) {
    for (Judgement judgement : judgements) {
      Revocation revocation = revoked.get(judgement.fingerprint());
      if (revocation != null) {
        return ArchiveRefusals.revoked(judgement.fingerprint(), revocation);
      }
    }
    Judgement worst =
        judgements.stream().min(Comparator.comparing(Judgement::verdict)).orElseThrow();
    return ArchiveRefusals.of(worst.verdict(), worst.fingerprint());
  }

  /**
   * Why a release that was accepted earlier must not be gone back to: each signer who counted then
   * has been revoked since. That a certificate has expired since, or is no longer on the list, is
   * no reason.
   *
   * @param kept the directory that keeps the release; without an {@link Acceptance} it came with
   *     the host
   * @throws Problem {@code release-signers-unreadable}
   */
  public Optional<Problem> doubt(Path kept) {
    Optional<Acceptance> acceptance = Acceptance.read(kept);
    if (acceptance.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Revocation> revoked = revoked();
    Problem found = null;
    for (String signer : acceptance.get().signers()) {
      Revocation revocation = revoked.get(signer);
      if (revocation == null) {
        return Optional.empty();
      }
      found = ArchiveRefusals.revoked(signer, revocation);
    }
    return Optional.ofNullable(found);
  }
}
