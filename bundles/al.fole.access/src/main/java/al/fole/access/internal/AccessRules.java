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

  static Problem roleNotHeld() {
    return Problem.invalid(
        "role",
        "role-not-held",
        "Llogaria nuk e ka këtë rol në këtë njësi tani.",
        "The account does not have this role in this unit now.");
  }

  static Problem roleHeld() {
    return Problem.of(
        Kind.CONFLICT,
        "role-held",
        "Llogaria e ka këtë rol në këtë njësi.",
        "The account has this role in this unit already.");
  }

  static Problem roleOver() {
    return Problem.of(
        Kind.CONFLICT,
        "role-over",
        "Ky rol ka mbaruar ose është miratuar tashmë.",
        "This role is over, or approved already.");
  }

  static Problem lastRole() {
    return Problem.of(
        Kind.CONFLICT,
        "last-role",
        "Ky është roli i fundit; çaktivizoni llogarinë.",
        "This is its last role; deactivate the account.");
  }

  static Problem twoPersons() {
    return Problem.of(
        Kind.FORBIDDEN,
        "two-persons",
        "Këtë rol e propozon një administrator dhe e miraton një tjetër.",
        "This role is proposed by one administrator and approved by another.");
  }

  static Problem personNeeded() {
    return Problem.invalid(
        "person",
        "person-needed",
        "Jepni numrin personal të mbajtësit të llogarisë.",
        "Give the personal number of whoever gets the account.");
  }

  static Problem personForm() {
    return Problem.invalid(
        "person",
        "person-form",
        "Numri personal ka një shkronjë, tetë shifra dhe një shkronjë.",
        "A personal number has a letter, eight digits and a letter.");
  }

  static Problem personHasAccount() {
    return Problem.of(
        Kind.CONFLICT,
        "person-has-account",
        "Ky person ka llogari; jepini asaj rolin.",
        "This person has an account; give that one the role.");
  }

  static Problem identityTaken() {
    return Problem.of(
        Kind.CONFLICT,
        "identity-taken",
        "Ky identitet i takon një llogarie.",
        "This identity belongs to an account already.");
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

  static Problem passwordCommon() {
    return Problem.invalid(
        "next",
        "password-common",
        "Ky fjalëkalim është ndër më të zakonshmit.",
        "This password is among the commonest.");
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

  static Problem suspensionOver() {
    return Problem.invalid(
        "until",
        "until-past",
        "Pezullimi mbaron në të ardhmen.",
        "A suspension ends in the future.");
  }

  static Problem currentPasswordWrong(String field) {
    return Problem.invalid(
        field,
        "current-password-wrong",
        "Fjalëkalimi i tanishëm nuk është i saktë.",
        "The current password is not right.");
  }

  /**
   * One spelling per name: sign-in does not depend on letter case or surrounding blanks. What has
   * another letter, sign or length is nobody's name, however much it looks like one.
   */
  static String canonicalName(String name) {
    var plain = name.strip();
    return plain.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,63}") ? plain.toLowerCase(Locale.ROOT) : "";
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
    if (CommonPasswords.contain(composed)) {
      throw passwordCommon();
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
