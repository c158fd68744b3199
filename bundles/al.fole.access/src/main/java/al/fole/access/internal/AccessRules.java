// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;

/** The rules of this bundle, each with its id and both sentences. */
final class AccessRules {

  static final int SHORTEST_PASSWORD = 12;
  static final int LONGEST_PASSWORD = 128;

  private AccessRules() {}

  static Problem forbidden(String permission) {
    return Problem.of(
            Kind.FORBIDDEN,
            "forbidden",
            "Roli juaj nuk e lejon këtë veprim.",
            "Your role does not allow this.")
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

  static Problem roleDoesNotFitUnit() {
    return Problem.invalid(
        "unit",
        "role-unit-mismatch",
        "Ky rol nuk mbahet në këtë njësi.",
        "This role is not held in this unit.");
  }

  static Problem unitUnknown() {
    return Problem.invalid(
        "unit", "unit-unknown", "Kjo njësi nuk ekziston.", "There is no such unit.");
  }

  static Problem nameTaken() {
    return Problem.of(
        Kind.CONFLICT,
        "account-name-taken",
        "Ky emër përdoruesi është i zënë.",
        "This user name is taken.");
  }

  static Problem ownAccount() {
    return Problem.of(
        Kind.FORBIDDEN,
        "own-account",
        "Askush nuk i ndryshon të drejtat e llogarisë së vet.",
        "Nobody changes the rights of his own account.");
  }

  static Problem stale() {
    return Problem.of(
        Kind.STALE,
        "version-stale",
        "Llogaria ka ndryshuar ndërkohë; lexojeni përsëri.",
        "The account has changed since you read it; read it again.");
  }

  static Problem accountState(String state) {
    return Problem.of(
            Kind.CONFLICT,
            "account-state",
            "Gjendja e llogarisë nuk e lejon këtë tani.",
            "The state of the account does not allow this now.")
        .with("state", state);
  }

  static Problem currentPasswordWrong(String field) {
    return Problem.invalid(
        field,
        "current-password-wrong",
        "Fjalëkalimi i tanishëm nuk është i saktë.",
        "The current password is not right.");
  }

  /** One spelling per name: sign-in does not depend on letter case or surrounding space. */
  static String canonicalName(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** One spelling per password, whatever the keyboard composed (NIST SP 800-63B §3.1.1.2). */
  static char[] canonicalPassword(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
  }

  /** 12 to 128 characters, not the current one, not built on the account's name (ASVS 6.2). */
  static void newPasswordIsGood(String name, String current, String fresh) {
    var composed = Normalizer.normalize(fresh, Normalizer.Form.NFC);
    int length = composed.codePointCount(0, composed.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw Problem.invalid(
          "next",
          "password-length",
          "Fjalëkalimi ka 12 deri 128 shenja.",
          "A password has 12 to 128 characters.");
    }
    if (fresh.equals(current)) {
      throw Problem.invalid(
          "next",
          "password-unchanged",
          "Fjalëkalimi i ri është i njëjtë me të tanishmin.",
          "The new password is the current one.");
    }
    if (fresh.toLowerCase(Locale.ROOT).contains(name)) {
      throw Problem.invalid(
          "next",
          "password-contains-name",
          "Fjalëkalimi nuk përmban emrin e përdoruesit.",
          "A password does not contain the user name.");
    }
  }
}
