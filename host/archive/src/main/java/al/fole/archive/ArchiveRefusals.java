// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import al.fole.keys.Judgement.Verdict;
import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;
import java.nio.file.Path;

/** The refusals of release archives, each with the one line an operator reads. */
final class ArchiveRefusals {

  /** Characters of a name shown in a refusal. */
  private static final int SHOWN = 80;

  private ArchiveRefusals() {}

  static Problem unreadable(Path archive) {
    return invalid(
        "release-archive-unreadable",
        "Arkivi '" + archive.getFileName() + "' nuk lexohet.",
        "The archive '" + archive.getFileName() + "' cannot be read.");
  }

  static Problem tooLarge(String what, long limit) {
    return Problem.of(
        Kind.TOO_LARGE,
        "release-archive-too-large",
        "Arkivi i versionit: '" + what + "' kalon " + limit + " bajt.",
        "The release archive: '" + what + "' has more than " + limit + " bytes.");
  }

  static Problem tooMany(int count) {
    return Problem.of(
        Kind.TOO_LARGE,
        "release-archive-too-large",
        "Arkivi i versionit ka " + count + " skedarë; lejohen " + Limits.ENTRIES + ".",
        "The release archive has " + count + " files; " + Limits.ENTRIES + " are allowed.");
  }

  static Problem damaged(String en, String sq) {
    return invalid(
        "release-archive-damaged",
        "Arkivi i versionit është i dëmtuar: " + sq + ".",
        "The release archive is damaged: " + en + ".");
  }

  static Problem unsafe(String name, String en, String sq) {
    return invalid(
            "release-archive-unsafe",
            "Arkivi i versionit: '" + shown(name) + "' " + sq + ".",
            "The release archive: '" + shown(name) + "' " + en + ".")
        .with("entry", shown(name));
  }

  static Problem altered(String name) {
    return entry(
        "release-entry-altered",
        name,
        "nuk është ai që u nënshkrua",
        "is not the file that was signed");
  }

  static Problem missing(String name) {
    return entry("release-entry-missing", name, "mungon në arkiv", "is missing in the archive");
  }

  static Problem unlisted(String name) {
    return entry(
        "release-entry-unlisted",
        name,
        "nuk është në listën e nënshkruar",
        "is not on the signed list");
  }

  static Problem unsigned() {
    return invalid(
        "release-unsigned",
        "Arkivi i versionit nuk është i nënshkruar.",
        "The release archive is not signed.");
  }

  static Problem signatureUnreadable(String reason) {
    return invalid(
            "release-signature-false",
            "Nënshkrimi i versionit nuk lexohet.",
            "The signature of the release cannot be read.")
        .with("reason", reason);
  }

  static Problem noSigners(Path directory) {
    return invalid(
        "release-no-signers",
        "Kjo makinë nuk i beson asnjë nënshkruesi: nuk ka certifikatë në " + directory + ".",
        "This host trusts no signer: there is no certificate in " + directory + ".");
  }

  static Problem signersUnreadable(String file, String en, String sq) {
    return invalid(
            "release-signers-unreadable",
            "Lista e nënshkruesve nuk lexohet: '" + file + "' " + sq + ".",
            "The list of signers cannot be read: '" + file + "' " + en + ".")
        .with("file", file);
  }

  static Problem revoked(String fingerprint, Revocation revocation) {
    return signer(
            "release-signer-revoked",
            fingerprint,
            "u shfuqizua më " + revocation.date() + " (" + revocation.reason() + ")",
            "was revoked on " + revocation.date() + " (" + revocation.reason() + ")")
        .with("revoked", revocation.date().toString());
  }

  /** For a verdict that is not good. */
  static Problem of(Verdict verdict, String fingerprint) {
    return switch (verdict) {
      case UNKNOWN ->
          signer(
              "release-signer-unknown",
              fingerprint.isEmpty() ? "?" : fingerprint,
              "nuk është në listë",
              "is not on the list");
      case EXPIRED ->
          signer(
              "release-signer-expired",
              fingerprint,
              "ka certifikatë të skaduar",
              "has a certificate that has expired");
      case NOT_YET_VALID ->
          signer(
              "release-signer-not-yet-valid",
              fingerprint,
              "ka certifikatë që nuk vlen ende",
              "has a certificate that is not valid yet");
      case UNFIT ->
          signer(
              "release-signer-unfit",
              fingerprint,
              "ka certifikatë që nuk është për nënshkrim versionesh",
              "has a certificate that is not for signing code");
      case WEAK ->
          signer(
              "release-signature-weak",
              fingerprint,
              "nënshkroi me algoritëm të dobët",
              "signed with an algorithm that is too weak");
      case FALSE ->
          signer(
              "release-signature-false",
              fingerprint,
              "nuk e nënshkroi këtë përmbajtje",
              "did not sign this content");
      case GOOD -> throw new IllegalArgumentException("a good signature is not refused");
    };
  }

  static Problem manifestUnreadable(String reason) {
    return invalid(
            "release-manifest-unreadable",
            "Lista 'release.json' nuk lexohet.",
            "The list 'release.json' cannot be read.")
        .with("reason", reason);
  }

  static Problem manifestDiffers(String what) {
    return invalid(
            "release-manifest-differs",
            "Lista 'release.json' nuk përputhet me skedarët: " + what + ".",
            "The list 'release.json' does not agree with the files: " + what + ".")
        .with("what", what);
  }

  static Problem featureUnreadable(String file, String reason) {
    return invalid(
            "release-unreadable",
            "Skedari '" + file + "' i versionit nuk lexohet.",
            "The file '" + file + "' of the release cannot be read.")
        .with("reason", reason);
  }

  static Problem hashDiffers(String bundle) {
    return bundle(
        "release-hash-differs",
        bundle,
        "nuk është ajo që thotë versioni",
        "is not what the release says");
  }

  static Problem bundleMissing(String bundle) {
    return bundle("release-bundle-missing", bundle, "mungon në arkiv", "is missing in the archive");
  }

  static Problem bundleUnlisted(String path) {
    return bundle(
        "release-bundle-unlisted",
        path,
        "nuk është pjesë e versionit",
        "is not part of the release");
  }

  static Problem bundleMisnamed(String bundle, String found) {
    return bundle(
        "release-bundle-misnamed",
        bundle,
        "quhet '" + shown(found) + "' në manifestin e vet",
        "is called '" + shown(found) + "' in its own manifest");
  }

  static Problem bundleUnreadable(String bundle) {
    return bundle("release-bundle-unreadable", bundle, "nuk lexohet", "cannot be read");
  }

  private static Problem bundle(String rule, String bundle, String sq, String en) {
    return invalid(
            rule,
            "Pjesa '" + shown(bundle) + "' " + sq + ".",
            "The bundle '" + shown(bundle) + "' " + en + ".")
        .with("bundle", shown(bundle));
  }

  private static Problem entry(String rule, String name, String sq, String en) {
    return invalid(
            rule,
            "Skedari '" + shown(name) + "' " + sq + ".",
            "The file '" + shown(name) + "' " + en + ".")
        .with("entry", shown(name));
  }

  private static Problem signer(String rule, String fingerprint, String sq, String en) {
    return invalid(
            rule,
            "Nënshkruesi " + fingerprint + " " + sq + ".",
            "The signer " + fingerprint + " " + en + ".")
        .with("signer", fingerprint);
  }

  private static Problem invalid(String rule, String sq, String en) {
    return Problem.of(Kind.INVALID, rule, sq, en);
  }

  /** A name an archive gave itself, made harmless for a line of text. */
  private static String shown(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._+:/ -]", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
  }
}
