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
            "Ndryshon platforma (" + what + "): duhet rinisje.",
            "The platform changes (" + what + "): this needs a restart.")
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
}
