// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;
import java.time.Duration;

/** The rules of sessions and signing in, each with its id and both sentences. */
final class AccessRules {

  private AccessRules() {}

  static Problem forbidden(String permission) {
    return Problem.of(
            Kind.FORBIDDEN,
            "forbidden",
            "Roli juaj nuk e lejon këtë veprim.",
            "Your role does not allow this.")
        .with("permission", permission);
  }

  static Problem limited(String permission) {
    return Problem.of(
            Kind.FORBIDDEN,
            "account-limited",
            "Llogaria juaj është e kufizuar: mund vetëm të lexojë.",
            "Your account is limited: it may only read.")
        .with("permission", permission);
  }

  static Problem trainingExpired(String permission) {
    return Problem.of(
            Kind.FORBIDDEN,
            "training-expired",
            "Certifikata juaj e trajnimit ka skaduar: mund vetëm të lexoni.",
            "Your training certificate has expired: you may only read.")
        .with("permission", permission);
  }

  static Problem signInFirst() {
    return Problem.of(Kind.UNAUTHENTICATED, "session-missing", "Hyni në sistem.", "Sign in first.");
  }

  static Problem sessionEnded() {
    return Problem.of(
        Kind.UNAUTHENTICATED,
        "session-ended",
        "Sesioni nuk vlen më; hyni përsëri.",
        "The session is not valid any more; sign in again.");
  }

  /** The one answer to an unknown name, a wrong password and an account that is closed. */
  static Problem signInFailed() {
    return Problem.of(
        Kind.UNAUTHENTICATED,
        "sign-in-failed",
        "Emri ose fjalëkalimi nuk është i saktë.",
        "The name or the password is not right.");
  }

  static Problem firstPasswordExpired() {
    return Problem.of(
        Kind.UNAUTHENTICATED,
        "first-password-expired",
        "Fjalëkalimi i parë ka skaduar; kërkoni një të ri nga administratori.",
        "The first password has expired; ask the administrator for a new one.");
  }

  static Problem wait(Duration pause) {
    return Problem.of(
            Kind.TOO_MANY,
            "sign-in-throttled",
            "Shumë përpjekje; prisni pak.",
            "Too many attempts; wait a little.")
        .with("retry_after", Long.toString(Math.max(1, pause.plusMillis(999).toSeconds())));
  }

  /** Nobody looked at who it is. */
  static Problem tooMany(Duration pause) {
    return Problem.of(
            Kind.TOO_MANY,
            "too-many-sign-ins",
            "Ka shumë hyrje njëkohësisht; provoni pas pak.",
            "Too many sign-ins at once; try again shortly.")
        .with("retry_after", Long.toString(pause.toSeconds()));
  }

  static Problem reauthenticationRequired() {
    return Problem.of(
        Kind.FORBIDDEN,
        "reauthentication-required",
        "Jepni përsëri fjalëkalimin (dhe kodin) para këtij veprimi.",
        "Give your password (and code) again before this.");
  }

  static Problem firstPasswordMustChange() {
    return Problem.of(
        Kind.FORBIDDEN,
        "first-password-must-change",
        "Vendosni më parë fjalëkalimin tuaj.",
        "Set your own password first.");
  }

  static Problem secondFactorMustEnrol() {
    return Problem.of(
        Kind.FORBIDDEN,
        "second-factor-must-enrol",
        "Roli juaj kërkon faktor të dytë; vendoseni më parë.",
        "Your role demands a second factor; set one up first.");
  }

  static Problem undertakingMustAccept() {
    return Problem.of(
        Kind.FORBIDDEN,
        "undertaking-must-accept",
        "Pranoni më parë deklaratën e konfidencialitetit.",
        "Accept the undertaking of confidentiality first.");
  }

  /** Only whoever knows the password hears it. */
  static Problem codeRequired() {
    return Problem.of(
        Kind.UNAUTHENTICATED,
        "code-required",
        "Jepni edhe kodin e aplikacionit tuaj të vërtetimit.",
        "Give the code of your authenticator, too.");
  }

  static Problem codeWrong() {
    return Problem.invalid(
        "code",
        "code-wrong",
        "Kodi nuk është i saktë ose është përdorur.",
        "The code is not right, or was used before.");
  }

  static Problem secondFactorThere() {
    return Problem.of(
        Kind.CONFLICT,
        "second-factor-enrolled",
        "Faktori i dytë është vendosur; vetëm administratori e heq.",
        "A second factor is set up; only the administrator takes it away.");
  }

  static Problem secondFactorMissing() {
    return Problem.of(
        Kind.CONFLICT,
        "second-factor-missing",
        "Nuk ka faktor të dytë.",
        "There is no second factor.");
  }

  static Problem briefingOutdated() {
    return Problem.invalid(
        "version",
        "briefing-version",
        "Ky nuk është versioni në fuqi; lexojeni përsëri.",
        "This is not the version in force; read it again.");
  }

  static Problem signOnFailed() {
    return Problem.of(
        Kind.UNAUTHENTICATED,
        "sign-on-failed",
        "Identifikimi nuk u pranua.",
        "The identification was not accepted.");
  }

  static Problem gateUnknown() {
    return Problem.invalid(
        "gate", "gate-unknown", "Kjo portë nuk njihet.", "There is no such gate.");
  }

  static Problem purposeOfSession() {
    return Problem.invalid(
        "Fole-Purpose",
        "purpose-of-session",
        "Qëllimi jepet kur hyni; kërkesa nuk e ndryshon.",
        "The purpose is declared at sign-in; a request does not change it.");
  }

  static Problem purposeNotAllowed() {
    return Problem.invalid(
        "purpose",
        "purpose-not-allowed",
        "Ky qëllim përpunimi nuk i takon rolit tuaj.",
        "This purpose of processing is not one of your role.");
  }

  static Problem roleUnknown() {
    return Problem.of(
        Kind.FORBIDDEN,
        "role-unknown",
        "Roli ose njësia e përdoruesit nuk njihet në këtë regjistër.",
        "The user's role or unit is not known to this register.");
  }
}
