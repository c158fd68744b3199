// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;

/** The rules of accounts and their roles, each with its id and both sentences. */
final class AccountRules {

  private AccountRules() {}

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
}
