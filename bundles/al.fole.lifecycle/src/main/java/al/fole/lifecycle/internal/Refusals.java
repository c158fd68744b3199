// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;
import java.nio.file.Path;
import java.util.Collection;

/** The refusals of lifecycle, each with the sentence an operator reads. */
final class Refusals {

  private Refusals() {}

  static Problem unreadable(Path file, Exception reason) {
    return Problem.of(
            Kind.INVALID,
            "release-unreadable",
            "Skedari i versionit nuk lexohet.",
            "The release file cannot be read.")
        .with("file", String.valueOf(file.getFileName()))
        .with("reason", String.valueOf(reason.getMessage()));
  }

  static Problem hashDiffers(String bundle) {
    return Problem.of(
            Kind.INVALID,
            "release-hash-differs",
            "Përmbajtja e '" + bundle + "' nuk është ajo që thotë versioni.",
            "The content of '" + bundle + "' is not what the release says.")
        .with("bundle", bundle);
  }

  static Problem bundleMissing(String bundle) {
    return Problem.of(
            Kind.INVALID,
            "release-bundle-missing",
            "Mungon '" + bundle + "'.",
            "'" + bundle + "' is neither beside the release nor installed.")
        .with("bundle", bundle);
  }

  static Problem leavesBehind(Collection<String> left) {
    String bundles = String.join("; ", left);
    return Problem.of(
            Kind.INVALID,
            "release-leaves-bundle-behind",
            "Versioni lë pas: " + bundles + ".",
            "The release leaves behind: " + bundles + ".")
        .with("bundles", bundles);
  }

  static Problem needsRestart(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-needs-restart",
            "Ndryshon platforma (" + what + "): duhet një host i dytë ose rinisje.",
            "The platform changes (" + what + "): replace one host after the other, or restart.")
        .with("what", what);
  }

  static Problem needsPause(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-needs-restart",
            "Ndryshon platforma ("
                + what
                + "): lejo ndalimin e modulit (pause), ose një host i dytë.",
            "The platform changes ("
                + what
                + "): allow a pause of the module (pause), or replace"
                + " one host after the other.")
        .with("what", what);
  }

  static Problem hostKeepsPlatform(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-platform-of-host",
            "Platformën (" + what + ") e mban vetë hosti; ndryshoje atje.",
            "This host keeps the platform (" + what + ") itself; change it there.")
        .with("what", what);
  }

  static Problem contractedOnHost(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-host-older",
            "Hosti niset ende me platformën e tij; vendos së pari hostin e këtij versioni.",
            "The host still starts with a platform of its own; bring the host of this release first.")
        .with("what", what);
  }

  static Problem underWay() {
    return Problem.of(
        Kind.CONFLICT,
        "release-under-way",
        "Një ndryshim versioni është në punë.",
        "A release is being changed already.");
  }

  static Problem planOutdated() {
    return Problem.of(
        Kind.CONFLICT,
        "release-plan-outdated",
        "Gjendja ka ndryshuar pas planit; bëje planin sërish.",
        "Things have changed since the plan was made; plan again.");
  }

  static Problem noEarlier() {
    return Problem.of(
        Kind.CONFLICT,
        "release-no-earlier",
        "Nuk ka version më të hershëm.",
        "There is no earlier release.");
  }

  static Problem failed(String reason) {
    return Problem.of(
            Kind.CONFLICT,
            "release-failed",
            "Versioni i ri nuk u ngrit; gjithçka është si më parë.",
            "The new release did not come up; everything is as before.")
        .with("reason", reason);
  }

  static Problem keyReused() {
    return Problem.of(
        Kind.INVALID,
        "idempotency-key-reused",
        "Ky Idempotency-Key u përdor për një kërkesë tjetër.",
        "This Idempotency-Key was used for another request.");
  }

  static Problem notRecorded() {
    return Problem.of(
        Kind.UNAVAILABLE,
        "release-not-recorded",
        "Regjistri i veprimeve nuk arrihet; asgjë nuk u nis.",
        "The journal cannot be reached; nothing was begun.");
  }

  static Problem interrupted() {
    return Problem.of(
        Kind.CONFLICT,
        "release-interrupted",
        "Ndryshimi u ndërpre; gjithçka është si më parë.",
        "The change was interrupted; everything is as before.");
  }

  static Problem downgrade(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-downgrade",
            "'" + what + "' është më i vjetër se ai në fuqi; lejoje shprehimisht.",
            "'" + what + "' is older than the one in force; allow it explicitly.")
        .with("what", what);
  }

  static Problem contracted(String release) {
    return Problem.of(
            Kind.CONFLICT,
            "release-contracted",
            "Baza e të dhënave u ngushtua me " + release + "; më poshtë nuk kthehet.",
            "The database was contracted with " + release + "; there is no way back below it.")
        .with("release", release);
  }

  static Problem notKept(String target) {
    return Problem.of(
            Kind.ABSENT,
            "release-not-kept",
            "Ky version nuk ruhet këtu.",
            "No such release is kept here.")
        .with("release", target);
  }

  static Problem archiveNotKept() {
    return Problem.of(
        Kind.ABSENT,
        "release-archive-not-kept",
        "Ky arkiv nuk është ngarkuar këtu.",
        "No such archive was uploaded here.");
  }

  static Problem archiveTooLarge(long limit) {
    return Problem.of(
            Kind.TOO_LARGE,
            "release-archive-too-large",
            "Arkivi është më i madh se sa lejohet.",
            "The archive is larger than allowed.")
        .with("limit_bytes", Long.toString(limit));
  }

  static Problem archiveBroken() {
    return Problem.of(
        Kind.MALFORMED,
        "release-archive-unreadable",
        "Arkivi nuk mbërriti i plotë.",
        "The archive did not arrive whole.");
  }

  static Problem partUnknown(String part) {
    return Problem.of(
            Kind.ABSENT,
            "release-part-unknown",
            "Versioni në fuqi nuk e ka këtë pjesë.",
            "The release in force has no such part.")
        .with("part", part);
  }

  static Problem nothingToDo(String what) {
    return Problem.of(
            Kind.CONFLICT,
            "release-nothing-to-do",
            "Nuk ka ç'të bëhet: " + what + ".",
            "There is nothing to do: " + what + ".")
        .with("what", what);
  }

  static Problem requirementMissing(String bundle, String requirement) {
    return Problem.of(
            Kind.INVALID,
            "release-requirement-missing",
            bundle + " kërkon " + requirement + ", që askush nuk e jep.",
            bundle + " needs " + requirement + ", which nobody gives.")
        .with("bundle", bundle)
        .with("requirement", requirement);
  }

  static Problem touchesForeign(String bundles) {
    return Problem.of(
            Kind.CONFLICT,
            "release-touches-foreign-bundle",
            "Versioni do të rifreskonte pjesë të huaja: " + bundles + ".",
            "The release would refresh bundles that are not ours: " + bundles + ".")
        .with("bundles", bundles);
  }

  static Problem foreignOnContracts(String bundles) {
    return Problem.of(
            Kind.CONFLICT,
            "release-foreign-on-contracts",
            "Pjesë të huaja përdorin kontratat e brendshme: " + bundles + ".",
            "Bundles that are not ours are wired to al.fole.api: " + bundles + ".")
        .with("bundles", bundles);
  }

  static Problem wrongRelease(String inForce) {
    return Problem.invalid(
            "release",
            "release-not-in-force",
            "Thuaj versionin në fuqi: " + inForce + ".",
            "Name the release in force: " + inForce + ".")
        .with("release", inForce);
  }

  static Problem contractionUnfinished() {
    return Problem.of(
        Kind.CONFLICT,
        "release-contraction-unfinished",
        "Ngushtimi u ndërpre: jepe urdhrin sërish; kthim pas nuk ka.",
        "The contraction was interrupted: order it again; there is no way back.");
  }
}
